import { requestTarget, type Scenario } from "@roundtrip/model";
import { askingClients, withClients } from "./clients.ts";
import type { Repair } from "./repair.ts";

/** Methods of which a second request does what the first one did, and no more (RFC 9110, section 9.2.2). */
const IDEMPOTENT: readonly string[] = ["GET", "HEAD", "OPTIONS", "PUT", "DELETE"];

/** A client tries again only what may be done twice. */
export const noUnsafeRetry: Repair = {
	name: "no retry of what isn't idempotent",
	what: "Clients that ask for more than reading try once: nothing happens twice by their doing. Whoever reads tries again as ever.",
	changes: (scenario) => {
		const changed = askingClients(scenario)
			.filter(([name, { retry }]) => retry.attempts > 1 && asksUnsafely(scenario, name))
			.map(([name, spec]) => [name, { ...spec, retry: { ...spec.retry, attempts: 1 } }] as const);
		if (changed.length === 0) return [];
		const names = changed.map(([name]) => name);
		return [
			{
				text: `${names.join(", ")}: no second try`,
				settings: names.map((name) => `nodes.${name}.retry.attempts=1`),
				scenario: withClients(scenario, changed),
			},
		];
	},
};

function asksUnsafely({ traffic }: Scenario, client: string): boolean {
	return traffic.some(({ from, request }) => {
		if (from !== client) return false;
		const target = requestTarget(request);
		return target.protocol !== "rest" || !IDEMPOTENT.includes(target.method);
	});
}
