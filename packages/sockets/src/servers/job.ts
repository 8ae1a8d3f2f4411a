import type { ServerResponse } from "node:http";
import type { CallId, Method } from "@roundtrip/model";

/** A request at the node that answers it. */
export interface Job {
	readonly call: CallId;
	readonly method: Method;
	readonly path: string;
	readonly content: Buffer;
	readonly response: ServerResponse;
}
