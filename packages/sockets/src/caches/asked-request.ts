import { binaryBody, type HttpRequest } from "@roundtrip/behaviour";
import { endToEnd } from "../clients/header-fields.ts";
import type { Job } from "../servers/job.ts";

/** What a cache was asked, as it may be asked of others. */
export function askedRequest({ method, path, fields = [], content }: Job): HttpRequest {
	return {
		method,
		path,
		fields: endToEnd(fields),
		body: binaryBody(content.toString("latin1")),
	};
}
