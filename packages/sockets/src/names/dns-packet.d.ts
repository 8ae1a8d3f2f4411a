/** What is used of the codec of DNS messages (RFC 1035); the library says nothing of its types. */
declare module "dns-packet" {
	export interface Question {
		readonly name: string;
		readonly type: string;
	}
	export interface Packet {
		readonly id?: number;
		readonly type?: "query" | "response";
		readonly flags?: number;
		readonly questions?: readonly Question[];
		readonly answers?: readonly {
			readonly name: string;
			readonly type: "A";
			/** Seconds. */
			readonly ttl: number;
			readonly data: string;
		}[];
	}
	export const AUTHORITATIVE_ANSWER: number;
	export function decode(message: Uint8Array): Packet;
	export function encode(packet: Packet): Buffer;
}
