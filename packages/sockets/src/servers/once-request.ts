import { fieldOf, type OnceRequest } from "@roundtrip/behaviour";
import type { Progress } from "./progress.ts";

/**
 * What of a request its idempotency key is compared by.
 *
 * @param caller the client of the exchange
 */
export function onceRequest({ job, conversation: { target } }: Progress, caller = ""): OnceRequest {
	const { method, path, fields = [], content } = job;
	return {
		...{ method, target: path, contentType: fieldOf(fields, "content-type") ?? "", content, caller },
		values: (name) => fields.flatMap(([each, value]) => (each === name ? [value] : [])),
		route: target.protocol === "rest" ? `${target.method} ${target.path}` : "",
	};
}
