import type { Types } from "@roundtrip/model";
import { dataOf } from "../../data/records.ts";
import { bodyText } from "../../messages/body.ts";
import type { Content } from "../../messages/content.ts";
import { encodeData, encodePayload } from "./encode.ts";

/** What a message says in protobuf: records as messages of their type, anything else as a text. One character a byte. */
export function messageSaid(types: Types, { body, data }: Content, from = 1): string {
	if (data !== undefined) return encodeData(types, data, dataOf(types, data, from));
	return body.size === 0 ? "" : encodePayload(bodyText(body));
}
