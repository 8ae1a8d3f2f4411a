import type { MessageFlight } from "@roundtrip/analysis";
import { callParts, type Fault, isCopy, type LinkName, type Nanoseconds, type Scenario } from "@roundtrip/model";

/** Where a fault can strike: one message, or a node or a link from a moment on. */
export type Place =
	| { readonly is: "message"; readonly id: string; readonly message: MessageFlight }
	| { readonly is: "node"; readonly id: string; readonly atNs: Nanoseconds }
	| { readonly is: "link"; readonly id: LinkName; readonly atNs: Nanoseconds };

/** Whether a fault strikes here: then its target, or one of them, is this. */
export function strikes(fault: Fault, { id }: Place): boolean {
	return Object.values(fault).includes(id);
}

/** A part of a stream, or of what a copy is told. */
export function isPart(message: string): boolean {
	const { call, item } = callParts(message);
	return item !== undefined || isCopy(call);
}

/** Whether a message is what a server asks a database; its driver sends nothing again by itself. */
export function isQuery({ to }: MessageFlight, { nodes }: Scenario): boolean {
	return nodes[to]?.is === "database";
}
