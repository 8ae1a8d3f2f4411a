import type { BitsPerSecond, Bytes } from "../units/data.ts";
import type { Nanoseconds } from "../units/duration.ts";
import type { PartsPerMillion } from "../units/share.ts";
import type { TlsVersion } from "./tls-field.ts";

/** What is spoken over a link. */
export type Protocol = "http/1.1" | "http/2" | "http/3";

/** How a connection's keys are agreed upon: anew, with a ticket of an earlier connection, or with data in the first flight. */
export type Handshake = "full" | "resumed" | "0-rtt";

/** What joins two nodes. `up` is the way of requests, `down` that of answers. */
export interface LinkSpec {
	/** There and back, without the time that sending takes. Half of it is the delay of one direction. */
	readonly rtt: Nanoseconds;
	/** In each direction; without it, sending takes no time. */
	readonly rate?: BitsPerSecond | undefined;
	/** Of the way of requests, where it is another than that of answers. */
	readonly "rate-up"?: BitsPerSecond | undefined;
	/** Each packet is held up by up to so long; packets keep their order. */
	readonly jitter?: Nanoseconds | undefined;
	/** How many packets are lost in each direction. */
	readonly loss?: PartsPerMillion | undefined;
	/** How many packets are lost in a row, in the mean; without it, each is lost or not by itself. */
	readonly "loss-burst"?: number | undefined;
	/** How many packets wait at the bottleneck of each direction; one more is lost. Without it, any number. */
	readonly queue?: number | undefined;
	/** How many connections its asking end opens at most; without it, what that node says. */
	readonly connections?: number | undefined;
	/** The protocol spoken over it. */
	readonly over: Protocol;
	/** Without it, in the clear; HTTP/3 is always secured. */
	readonly tls?: TlsVersion | undefined;
	readonly handshake: Handshake;
	/** The server's chain of certificates. */
	readonly certificates: Bytes;
	/** To the resolver and back, for the address of the other end; without it, the address is known. */
	readonly dns?: Nanoseconds | undefined;
	/** How long an answer of the resolver is kept. */
	readonly "dns-ttl": Nanoseconds;
	/** False: a connection carries one request and is closed. */
	readonly "keep-alive": boolean;
	/** How much HTTP/2's client lets the server send unasked: as Node's client, or as a browser. */
	readonly windows: "node" | "browser";
	/** Congestion control. */
	readonly tcp: "cubic" | "reno";
	/** Segments that a connection may send before its first acknowledgement. */
	readonly "initial-window": number;
	/** Whether each packet is simulated, or whole messages; without it, packets where they make a difference. */
	readonly detail?: "packets" | "messages" | undefined;
}
