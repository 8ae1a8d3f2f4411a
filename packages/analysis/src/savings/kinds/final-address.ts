import {
	keepsContent,
	linkEnds,
	type RequestLine,
	redirectChain,
	type Step,
	sentOnTo,
	type TrafficSpec,
	withInnerSteps,
} from "@roundtrip/model";
import type { LinkAccount, SavingKind } from "../saving.ts";
import { allOf, because } from "../sums.ts";

type Routes = Readonly<Record<RequestLine, readonly Step[]>>;

/** Whoever knows the address that redirects lead to need not be told. */
export const finalAddress: SavingKind = {
	name: "final address",
	words: "the address that redirects lead to is asked at once",
	applies: (account) => {
		const lines = sentOnLines(account);
		return lines.length > 0 && lines.every((line) => directly(line, routesOf(account)) !== undefined);
	},
	changeScenario: (account) => {
		const lines = sentOnLines(account);
		const change = (line: TrafficSpec): TrafficSpec => directly(line, routesOf(account)) ?? line;
		const traffic = account.scenario.traffic.map((line) => (lines.includes(line) ? change(line) : line));
		return { ...account.scenario, traffic };
	},
	expects: (account) => {
		const redirects = because(account, "redirect");
		const calls = new Set(redirects.map(({ call }) => call));
		// Where no connection is kept, each redirect has opened one for itself.
		const openings = account.spec["keep-alive"]
			? []
			: because(account, "connect", "tls").filter(({ call }) => calls.has(call));
		return allOf([...redirects, ...openings]);
	},
};

function routesOf({ scenario, link }: LinkAccount): Routes {
	return scenario.routes[linkEnds(link).to] ?? {};
}

/** The traffic on the link that redirects send on. */
function sentOnLines(account: LinkAccount): readonly TrafficSpec[] {
	const { from, to } = linkEnds(account.link);
	const routes = routesOf(account);
	return account.scenario.traffic.filter(
		(line) =>
			line.from === from && (line.to ?? to) === to && sentOnTo(line.request, routes[line.request]) !== undefined,
	);
}

/** The line as it asks the last of its redirects; undefined where they lead in a loop, or have effects on the way. */
function directly(line: TrafficSpec, routes: Routes): TrafficSpec | undefined {
	const chain = redirectChain(routes, line.request);
	const last = chain.at(-1) ?? line.request;
	const passed = chain.slice(0, -1);
	if (sentOnTo(last, routes[last]) !== undefined || passed.some((each) => hasEffect(routes[each]))) return undefined;
	const { size: _size, body: _body, ...bare } = line;
	return passed.every((each) => passesContent(each, routes[each]))
		? { ...line, request: last }
		: { ...bare, request: last };
}

function hasEffect(steps: readonly Step[] = []): boolean {
	return withInnerSteps(steps).some(
		(step) => "query" in step && [step.effect, step.writes, step.adds].some((each) => each !== undefined),
	);
}

function passesContent(request: RequestLine, steps: readonly Step[] = []): boolean {
	return steps.every((step) => !("reply" in step) || keepsContent(request, step.reply));
}
