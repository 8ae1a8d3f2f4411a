import { onceOf, type Scenario, writtenScenario } from "@roundtrip/model";
import { askingClients } from "../repairs/clients.ts";
import { idempotencyKey } from "../repairs/idempotency-key.ts";
import type { Alternative, Wish } from "./alternative.ts";

/** Whether the server can tell a second try from a second wish. */
export const key: Alternative = {
	name: "idempotency key",
	what: "With one key for all tries the server knows a second try from a second wish. A key for each try tells it nothing.",
	wishes(scenario) {
		const clients = askingClients(scenario).filter(([, spec]) => spec.key !== undefined);
		const names = clients.map(([name]) => name);
		return [
			...idempotencyKey.changes(scenario).map(({ settings }) => ({ text: "one key for all tries", settings })),
			...(names.length === 0
				? []
				: [{ text: "a key for each try", settings: names.map((name) => `nodes.${name}.key=attempt`) }]),
			...withoutKey(scenario, names),
		];
	},
};

type Written = Readonly<Record<string, unknown>>;

/** Neither do clients send keys, nor do servers want them. */
function withoutKey(scenario: Scenario, clients: readonly string[]): readonly Wish[] {
	const { nodes, routes } = writtenScenario(scenario) as { nodes: Written; routes?: Readonly<Record<string, Written>> };
	const ofClients = clients.map((name) => `nodes.${name}=${JSON.stringify(without(nodes[name] as Written, "key"))}`);
	const ofRoutes = Object.entries(scenario.routes).flatMap(([server, table]) =>
		Object.entries(table).flatMap(([request, steps]) => {
			if (onceOf(steps) === undefined) return [];
			const written = routes?.[server]?.[request] as readonly Written[];
			return [`routes.${server}.${request}=${JSON.stringify(written.filter((step) => !("once" in step)))}`];
		}),
	);
	if (ofClients.length === 0 && ofRoutes.length === 0) return [];
	return [{ text: "no key", settings: [...ofClients, ...ofRoutes] }];
}

function without(written: Written, word: string): Written {
	return Object.fromEntries(Object.entries(written).filter(([each]) => each !== word));
}
