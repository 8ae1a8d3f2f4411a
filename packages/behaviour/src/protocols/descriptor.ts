import type { Fidelity, Protocol } from "@roundtrip/model";

/** Who says how much: one request and one reply, or items one after the other in one direction or in both. */
export type Shape = "unary" | "server-stream" | "client-stream" | "both";

/** A protocol above HTTP with what is told about it. */
export interface ProtocolDescriptor {
	/** The word before a route, such as `sse`. */
	readonly name: string;
	/** One sentence for docs and help. */
	readonly what: string;
	/** A line of routes. */
	readonly example: string;
	/** How true it is in each world. */
	readonly fidelity: { readonly simulated: Fidelity; readonly real: Fidelity };
	readonly shapes: readonly Shape[];
	/** The versions of HTTP that carry it here. */
	readonly carriers: readonly Protocol[];
	/** Where it is specified. */
	readonly source: string;
}
