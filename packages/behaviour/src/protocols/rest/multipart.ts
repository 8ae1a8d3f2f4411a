import { type Body, binaryBody } from "../../messages/body.ts";

/** A part of a message with several (RFC 2046, section 5.1). */
export interface Part {
	/** Its fields, each with its line end. */
	readonly head: string;
	/** One character a byte. */
	readonly octets: string;
}

const BOUNDARY = "there-and-back";

/** Parts of a content one after the other (RFC 9110, section 14.6). */
export function multipartBody(parts: readonly Part[]): Body {
	const boundary = boundaryOf(parts);
	const lines = parts.map(({ head, octets }) => `--${boundary}\r\n${head}\r\n${octets}\r\n`);
	return binaryBody(`${lines.join("")}--${boundary}--\r\n`);
}

export function multipartType(parts: readonly Part[]): string {
	return `multipart/byteranges; boundary=${boundaryOf(parts)}`;
}

/** One that stands in none of the parts; the same for the same parts. */
function boundaryOf(parts: readonly Part[]): string {
	let boundary = BOUNDARY;
	for (let n = 2; parts.some(({ octets }) => octets.includes(boundary)); n++) boundary = `${BOUNDARY}-${n}`;
	return boundary;
}
