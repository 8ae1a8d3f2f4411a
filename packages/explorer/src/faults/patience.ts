import type { Nanoseconds, Scenario } from "@roundtrip/model";

/** The longest time that a client waits: whoever serves it is often more patient, and then the client gives up first. */
export function clientsPatience({ nodes }: Scenario): Nanoseconds {
	return Math.max(0, ...Object.values(nodes).map((node) => (node.is === "client" ? node.timeout : 0)));
}
