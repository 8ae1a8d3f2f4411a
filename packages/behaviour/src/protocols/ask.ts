import { requestParts } from "@roundtrip/model";
import type { HttpRequest } from "./http-message.ts";
import type { Operation } from "./operation.ts";

/** The request that is sent for an operation. */
export function askOf({ request, fields, body }: Operation): HttpRequest {
	const { method, path } = requestParts(request);
	return { method, path, fields, body };
}
