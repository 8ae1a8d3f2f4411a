import { parseScenario, type Trace } from "@roundtrip/model";
import { simulate } from "@roundtrip/simulator";

const CLIENTS = 10;

/** A run in which, once it is warm, about so many messages are under way at every moment. */
export function busyTrace(inFlight: number): Trace {
	const each = Math.ceil(inFlight / CLIENTS);
	const names = Array.from({ length: CLIENTS }, (_, nth) => `client-${nth + 1}`);
	const text = [
		"roundtrip: 1",
		`title: ${inFlight} messages under way`,
		"nodes:",
		...names.map((name) => `  ${name}: { is: client, connections: ${each} }`),
		"  bank: { is: server, workers: 1000, queue: 1000 }",
		"links:",
		...names.map((name) => `  ${name} -> bank: { rtt: 1s }`),
		"routes:",
		"  bank:",
		"    GET /balance: [{ reply: 200, size: 500B }]",
		"traffic:",
		// As many a second as are under way for one second: every connection is always busy.
		...names.map((name) => `  - { ${name}: GET /balance, rate: ${each}/s, for: 8s, arrivals: even }`),
	].join("\n");
	const parsed = parseScenario(text);
	if (!parsed.ok) throw new Error(parsed.problems.map((problem) => problem.message).join("; "));
	const result = simulate(parsed.value, { keepBytes: false });
	if (!result.ok) throw new Error(result.problem);
	return result.trace;
}
