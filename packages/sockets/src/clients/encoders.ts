import type { HpackEncoder } from "@roundtrip/behaviour";

/** How a connection compresses the fields of requests and of answers. */
export interface Encoders {
	readonly requests: HpackEncoder;
	readonly responses: HpackEncoder;
}
