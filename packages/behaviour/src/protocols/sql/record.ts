import type { CallId } from "@roundtrip/model";
import { filling } from "../../messages/body.ts";
import { createStream } from "../../random/stream.ts";

/** What every record ends in, so that looking through many reads as many bytes as it does elsewhere. */
export const RECORD_FILLING: string = `: ${filling(80)}`;

/** The key that a call looks up: any of 1 to `rows`, the same in every world and whatever the seed is. */
export function recordKey(call: CallId, rows: number): number {
	return 1 + createStream(0, call, "key").below(rows);
}

/** The content of the record with a key. */
export function recordContent(key: number): string {
	return `${key}${RECORD_FILLING}`;
}
