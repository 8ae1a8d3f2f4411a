import type { ContentSpec, DataRef, Types } from "@roundtrip/model";
import { jsonBody, jsonOf } from "../data/json.ts";
import { type Data, dataOf } from "../data/records.ts";
import { type Body, bodyText, EMPTY_BODY, textBody } from "./body.ts";

/** What a message is to say, before a protocol has written it: bytes as they are, or records of a type. */
export interface Content {
	readonly body: Body;
	readonly data?: DataRef | undefined;
}

export const NO_CONTENT: Content = { body: EMPTY_BODY };

/** What a scenario has a message say; `otherwise` where it says nothing. */
export function contentSaid({ size, body, data }: ContentSpec, otherwise: Content = NO_CONTENT): Content {
	if (data !== undefined) return { body: EMPTY_BODY, data };
	if (body !== undefined) return { body: textBody(body) };
	return size === undefined ? otherwise : { body: { size } };
}

/** Records, or the text of anything else; undefined where nothing is said. */
export function valueSaid(types: Types, { body, data }: Content, from = 1): Data | string | undefined {
	if (data !== undefined) return dataOf(types, data, from);
	return body.size === 0 ? undefined : bodyText(body);
}

/** The same as text: records as JSON. */
export function valueText(types: Types, content: Content, from = 1): string {
	const value = valueSaid(types, content, from);
	return typeof value === "string" ? value : value === undefined ? "" : jsonOf(value);
}

/** Records as JSON, anything else as it is. */
export function jsonContent(types: Types, { body, data }: Content, from = 1): Body {
	return data === undefined ? body : jsonBody(jsonOf(dataOf(types, data, from)));
}
