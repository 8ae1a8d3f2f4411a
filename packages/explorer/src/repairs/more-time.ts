import { duration, printQuantity } from "@roundtrip/model";
import { askingClients, withClients } from "./clients.ts";
import type { Repair } from "./repair.ts";

const TIMES = [2, 4, 16];

/** A client that waits longer takes what is only late. */
export const moreTime: Repair = {
	name: "more time",
	what: "Clients wait longer: what is only late is no longer taken for lost. What is lost is noticed later.",
	changes: (scenario) =>
		TIMES.map((times) => {
			const clients = askingClients(scenario).map(
				([name, spec]) => [name, { ...spec, timeout: spec.timeout * times }] as const,
			);
			const settings = clients.map(
				([name, { timeout }]) => `nodes.${name}.timeout=${printQuantity(timeout, duration)}`,
			);
			return { text: `every client waits ${times} times as long`, settings, scenario: withClients(scenario, clients) };
		}),
};
