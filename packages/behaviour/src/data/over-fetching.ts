import type { Bytes, Selection } from "@roundtrip/model";
import { jsonOf } from "./json.ts";
import type { Data } from "./records.ts";
import { select } from "./select.ts";

/** How much of a representation somebody wants. */
export interface OverFetching {
	/** Of JSON with all fields: what a route of REST answers. */
	readonly wholeBytes: Bytes;
	/** Of JSON with the fields that are asked for. */
	readonly askedBytes: Bytes;
}

/** What comes along unasked where the whole is answered is the difference of the two. */
export function overFetching(data: Data, selection: Selection): OverFetching {
	return { wholeBytes: jsonOf(data).length, askedBytes: jsonOf(select(data, selection)).length };
}
