import type { Run } from "../../lab/run.ts";
import type { Part } from "./part.ts";

/** The parts that the bars of a run have. */
export function presentParts(run: Run): ReadonlySet<Part> {
	const present = new Set<Part>();
	if (run.messages.some(({ direction }) => direction === "request")) present.add("request");
	if (run.messages.some(({ direction }) => direction === "response")) present.add("response");
	if (run.exchanges.some(({ latencyNs }) => latencyNs === undefined)) present.add("timeout");
	for (const { parts } of run.latencies) {
		if (parts.lost > 0) present.add("timeout");
		for (const part of [
			"connection",
			"dns",
			"connect",
			"tls",
			"queue",
			"work",
			"downstream",
			"stream",
			"backoff",
			"self",
		] as const) {
			if (parts[part] > 0) present.add(part);
		}
	}
	// Whoever is asked is at work; opened rows show it.
	if (present.has("downstream")) present.add("work");
	return present;
}
