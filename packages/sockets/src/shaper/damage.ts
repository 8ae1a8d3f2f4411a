import { FLIPPED_BIT } from "@roundtrip/behaviour";
import type { FlowingMessage } from "./message-flow.ts";

/** The bytes of a message of HTTP/1.1, one of which has changed: the first of its body, or of its start line without one. */
export function damaged(whole: Uint8Array, { head, size }: Pick<FlowingMessage, "head" | "size">): Uint8Array {
	return flipped(whole, size > head.length ? head.length : 0);
}

/** The same bytes, one of which has changed at a place. */
export function flipped(bytes: Uint8Array, place: number): Uint8Array {
	const changed = Uint8Array.from(bytes);
	changed[place] = (changed[place] ?? 0) ^ FLIPPED_BIT;
	return changed;
}
