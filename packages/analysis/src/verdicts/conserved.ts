import type { ConservedExpectation, Scenario } from "@roundtrip/model";
import { type AmountLog, amountLogOf } from "../amounts/amount-log.ts";
import type { ExchangeReport } from "../exchange-report.ts";
import { countOf } from "../format.ts";
import { type ExchangeFinding, judgeEach, undecided } from "./each-exchange.ts";
import type { Finding, VerdictKind } from "./verdict.ts";

/** What belongs together is there together; the sum of amounts stays what it was. */
export const conserved: VerdictKind<ConservedExpectation> = {
	text: ({ conserved: names }) => `${listed(names)} ${names.length === 1 ? "is" : "are"} conserved`,
	judge: ({ conserved: names }, { exchanges, trace }) => {
		const { scenario } = trace.header;
		const amounts = names.filter((name) => sumAtBegin(scenario, [name]) !== undefined);
		const effects = names.filter((name) => !amounts.includes(name));
		const findings = [
			...(amounts.length > 0 ? [judgeAmounts(amounts, exchanges, amountLogOf(trace), scenario)] : []),
			...(effects.length > 0 ? [judgeEffects(effects, exchanges)] : []),
		];
		// One that fails fails both; short of that, one that can't be decided leaves it unknown.
		const worst = (["fail", "unknown", "pass"] as const).flatMap((word) =>
			findings.filter(({ verdict }) => verdict === word),
		);
		return worst[0] ?? undecided("nothing is named that could be in balance");
	},
};

/** What the named amounts of all databases are together when the run begins; undefined where there is none of these names. */
function sumAtBegin({ nodes }: Pick<Scenario, "nodes">, names: readonly string[]): number | undefined {
	const found = Object.values(nodes).flatMap((node) =>
		node.is === "database" ? Object.entries(node.amounts).filter(([name]) => names.includes(name)) : [],
	);
	return found.length === 0 ? undefined : found.reduce((sum, [, amount]) => sum + amount, 0);
}

function judgeAmounts(
	names: readonly string[],
	exchanges: readonly ExchangeReport[],
	log: AmountLog,
	scenario: Scenario,
): Finding {
	const begin = sumAtBegin(scenario, names) ?? 0;
	const changes = log.changes.filter(({ name }) => names.includes(name));
	const end = changes.reduce((sum, { by }) => sum + by, begin);
	const open = log.open.filter(({ name }) => names.includes(name));
	const underWay = exchanges.filter((each) => each.underWay);
	const said = `the sum of ${listed(names)} was ${begin} and is ${end}`;
	if (open.length > 0 || underWay.length > 0) {
		const events = [...open.map(({ seq }) => seq), ...underWay.map(({ begunSeq }) => begunSeq)].sort((a, b) => a - b);
		const numbers = new Set([...open, ...underWay].map(({ exchange }) => exchange));
		return {
			verdict: "unknown",
			because: `${said}, with changes that may still come`,
			events,
			exchanges: [...numbers],
		};
	}
	const deciding =
		end === begin
			? [...netOf(changes).keys()]
			: [...netOf(changes)].filter(([, net]) => net !== 0).map(([each]) => each);
	const events = changes.filter(({ exchange }) => deciding.includes(exchange)).map(({ seq }) => seq);
	if (end === begin)
		return {
			verdict: "pass",
			because: `the sum of ${listed(names)} is ${end}, as it was`,
			events,
			exchanges: deciding,
		};
	return { verdict: "fail", because: `${said}: ${netSentence(changes)}`, events, exchanges: deciding };
}

/** What each exchange has made the sum less or more by, in the order of their first change. */
function netOf(changes: AmountLog["changes"]): ReadonlyMap<number, number> {
	const nets = new Map<number, number>();
	for (const { exchange, by } of changes) nets.set(exchange, (nets.get(exchange) ?? 0) + by);
	return nets;
}

function netSentence(changes: AmountLog["changes"]): string {
	const unequal = [...netOf(changes)].filter(([, net]) => net !== 0);
	const [first] = unequal;
	if (first === undefined) return "";
	const [exchange, net] = first;
	const one = `exchange ${exchange} made it ${Math.abs(net)} ${net > 0 ? "more" : "less"}`;
	return unequal.length === 1 ? one : `${countOf(unequal.length, "exchange")} changed it; the first: ${one}`;
}

function judgeEffects(names: readonly string[], exchanges: readonly ExchangeReport[]): Finding {
	const asking = exchanges.filter(({ effects }) => effects.some(({ effect }) => names.includes(effect)));
	if (asking.length === 0) return undecided(`no exchange of this run asks for ${listed(names)}`);
	return judgeEach(asking, (exchange) => judgeBalance(exchange, names), `${listed(names)} happened equally often`);
}

function judgeBalance(
	{ effects, commitSeqs, begunSeq, underWay }: ExchangeReport,
	names: readonly string[],
): ExchangeFinding {
	const counts = names.map((name) => effects.find(({ effect }) => effect === name)?.applied ?? 0);
	const events = commitSeqs.length > 0 ? commitSeqs : [begunSeq];
	const said = names.map((name, nth) => `${name} ${countOf(counts[nth] ?? 0, "time")}`).join(" and ");
	if (underWay)
		return { verdict: "unknown", because: `had ${said} and was still under way when the run ended`, events };
	return { verdict: new Set(counts).size === 1 ? "pass" : "fail", because: `has ${said}`, events };
}

function listed(names: readonly string[]): string {
	return names.join(", ").replace(/, (?=[^,]*$)/, " and ");
}
