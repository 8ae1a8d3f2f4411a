import { type Body, filling } from "@roundtrip/behaviour";

/** The bytes of a message's content. */
export function bytesOf(body: Body): Buffer {
	if (body.octets !== undefined) return Buffer.from(body.octets, "latin1");
	return body.text === undefined ? Buffer.from(filling(body.size), "latin1") : Buffer.from(body.text, "utf8");
}
