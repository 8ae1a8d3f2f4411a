import { type PlannedExchange, planTraffic } from "@roundtrip/behaviour";
import {
	isStream,
	METHODS_WITH_KEYS,
	type OnceStep,
	originOf,
	type RequestLine,
	requestTarget,
	routeOf,
	type Scenario,
	type Step,
	stepKinds,
	writtenScenario,
} from "@roundtrip/model";
import { askingClients, withClients } from "./clients.ts";
import type { Change, Repair } from "./repair.ts";

/** A client that may ask as often as it likes, and a server that knows what it has done. */
export const idempotencyKey: Repair = {
	name: "an idempotency key",
	what: "Clients send a key for what they want, the same with every try, and the server stores it with its answer in the transaction of the effect. It costs a transaction where there was a statement, and a row for each key.",
	changes(scenario) {
		const plan = planTraffic(scenario, scenario.seed);
		const routes = keyableRoutes(scenario, plan);
		const servers = new Set(routes.map(({ server }) => server));
		const asks = (client: string): boolean =>
			plan.some(({ from, to }) => from === client && servers.has(originOf(scenario, to)));
		const clients = askingClients(scenario)
			.filter(([name]) => asks(name))
			.map(([name, spec]) => [name, { ...spec, key: "exchange" as const }] as const);
		if (clients.length === 0) return [];
		const changed = withRoutes(withClients(scenario, clients), routes);
		return [
			changeTo(
				changed,
				clients.map(([name]) => name),
				routes,
			),
		];
	},
};

/** A route that can be done once for each key, as it is then. */
interface KeyableRoute {
	readonly server: string;
	readonly request: RequestLine;
	readonly steps: readonly Step[];
}

/** The routes that clients ask for, and that commit something in one database. */
function keyableRoutes(scenario: Scenario, plan: readonly PlannedExchange[]): readonly KeyableRoute[] {
	const asked = new Map<string, KeyableRoute>();
	for (const { to, request: written } of plan) {
		const [server, request] = [originOf(scenario, to), routeOf(written)];
		const steps = withOnce(request, scenario.routes[server]?.[request] ?? []);
		// Settings are written with dots between their names.
		if (steps !== undefined && !request.includes(".")) asked.set(`${server} ${request}`, { server, request, steps });
	}
	return [...asked.values()];
}

function withOnce(request: RequestLine, steps: readonly Step[]): readonly Step[] | undefined {
	const target = requestTarget(request);
	if (target.protocol !== "rest" || !METHODS_WITH_KEYS.includes(target.method) || isStream(steps)) return undefined;
	const rest = steps.filter((step) => !("demand" in step) && !("once" in step));
	const queries = rest.flatMap((step) => ("query" in step ? [step] : []));
	const [database, ...others] = new Set(queries.map(({ query }) => query));
	const commits = queries.some(({ effect }) => effect !== undefined);
	const isFit = rest.every((step) => !("transaction" in step || "wait" in step));
	if (database === undefined || others.length > 0 || !commits || !isFit) return undefined;
	return [...steps.filter((step) => "demand" in step), onceIn(database), ...rest];
}

/** As it is where a file says no more than the database. */
function onceIn(database: string): OnceStep {
	const kind = stepKinds.find(({ name }) => name === "once");
	if (kind === undefined) throw new Error("there is no step `once`");
	return kind.schema.parse({ once: database }) as OnceStep;
}

function withRoutes(scenario: Scenario, routes: readonly KeyableRoute[]): Scenario {
	const changed = { ...scenario.routes };
	for (const { server, request, steps } of routes) changed[server] = { ...changed[server], [request]: steps };
	return { ...scenario, routes: changed };
}

function changeTo(scenario: Scenario, clients: readonly string[], routes: readonly KeyableRoute[]): Change {
	const written = writtenScenario(scenario).routes as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
	const where = routes.map(({ server, request }) => `${request} of ${server}`);
	return {
		text: `${clients.join(", ")}: one key for all tries; ${where.join(", ")}: once for each key`,
		settings: [
			...clients.map((name) => `nodes.${name}.key=exchange`),
			...routes.map(
				({ server, request }) => `routes.${server}.${request}=${JSON.stringify(written[server]?.[request])}`,
			),
		],
		scenario,
	};
}
