import { EMPTY_BODY } from "../../messages/body.ts";
import { jsonContent } from "../../messages/content.ts";
import { type HeaderField, plainRequest } from "../../messages/http-message.ts";
import type { Dialect } from "../dialect.ts";

/** Items are lines of JSON where they are records (newline-delimited JSON), else bytes as they are. */
const LINES: readonly HeaderField[] = [["content-type", "application/x-ndjson"]];

/** Plain HTTP: content as it is, records as JSON, a stream as content whose length isn't known. */
export const rest: Dialect<"rest"> = {
	ask: ({ target: { method, path }, types }, content) => plainRequest(method, path, jsonContent(types, content)),
	answer: ({ types }, status, content) => ({ status, fields: [], body: jsonContent(types, content) }),
	meaning: ({ status }) => status,
	open: () => ({ status: 200, fields: LINES, body: EMPTY_BODY, isStreamed: true }),
	item: ({ types }, content, nth) => jsonContent(types, content, nth),
	end: () => ({ body: EMPTY_BODY, trailers: [] }),
};
