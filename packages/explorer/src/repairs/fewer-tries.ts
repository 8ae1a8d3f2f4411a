import { askingClients, withClients } from "./clients.ts";
import type { Repair } from "./repair.ts";

/** Every try less is one that can't repeat what has happened. */
export const fewerTries: Repair = {
	name: "fewer tries",
	what: "Clients try less often: fewer things happen twice, and more don't happen at all.",
	changes: (scenario) => {
		const clients = askingClients(scenario);
		const most = Math.max(1, ...clients.map(([, { retry }]) => retry.attempts));
		return Array.from({ length: most - 1 }, (_, n) => most - 1 - n).map((attempts) => {
			const changed = clients
				.filter(([, { retry }]) => retry.attempts > attempts)
				.map(([name, spec]) => [name, { ...spec, retry: { ...spec.retry, attempts } }] as const);
			return {
				text: `no client tries more than ${attempts === 1 ? "once" : `${attempts} times`}`,
				settings: changed.map(([name]) => `nodes.${name}.retry.attempts=${attempts}`),
				scenario: withClients(scenario, changed),
			};
		});
	},
};
