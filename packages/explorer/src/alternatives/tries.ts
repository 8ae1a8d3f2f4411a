import { askingClients } from "../repairs/clients.ts";
import { noUnsafeRetry } from "../repairs/no-unsafe-retry.ts";
import type { Alternative } from "./alternative.ts";

const COUNTS = [1, 2, 3, 5, 8];

/** How often clients try in all. */
export const tries: Alternative = {
	name: "tries",
	what: "More tries get more done in spite of faults, and do more of it twice where no key is sent.",
	wishes(scenario) {
		const clients = askingClients(scenario);
		const counts = COUNTS.map((attempts) => ({
			text: attempts === 1 ? "no second try" : `${attempts} tries`,
			settings: clients.map(([name, { retry }]) =>
				// A client that says nothing of retries has none to be changed.
				retry.attempts === 1
					? `nodes.${name}.retry={"attempts":${attempts}}`
					: `nodes.${name}.retry.attempts=${attempts}`,
			),
		}));
		// Where all clients write, it is the same as no second try.
		const safe = noUnsafeRetry
			.changes(scenario)
			.filter(({ settings }) => settings.length < clients.filter(([, { retry }]) => retry.attempts > 1).length)
			.map(({ settings }) => ({ text: "a second try only of reading", settings }));
		return [...counts, ...safe];
	},
};
