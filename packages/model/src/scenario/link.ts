import { z } from "zod";
import type { BitsPerSecond, Bytes, WrittenRate, WrittenSize } from "../units/data.ts";
import type { Nanoseconds, WrittenDuration } from "../units/duration.ts";
import type { PartsPerMillion, WrittenShare } from "../units/share.ts";
import type { Descriptor } from "./descriptor.ts";
import { countField, durationField, flagField, rateField, shareField, sizeField, wordField } from "./fields.ts";
import { LIMITS } from "./limits.ts";
import { contradictions } from "./link-rules.ts";
import { type TlsVersion, tlsField, type WrittenTls } from "./tls-field.ts";

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

/** A link as it is written; its ends stand beside it. */
export interface WrittenLink {
	readonly rtt: WrittenDuration;
	readonly rate?: WrittenRate | undefined;
	readonly "rate-up"?: WrittenRate | undefined;
	readonly jitter?: WrittenDuration | undefined;
	readonly loss?: WrittenShare | undefined;
	readonly "loss-burst"?: number | undefined;
	readonly queue?: number | undefined;
	readonly over?: Protocol | undefined;
	readonly tls?: WrittenTls | undefined;
	readonly handshake?: Handshake | undefined;
	readonly certificates?: WrittenSize | undefined;
	readonly dns?: WrittenDuration | undefined;
	readonly "dns-ttl"?: WrittenDuration | undefined;
	readonly "keep-alive"?: boolean | undefined;
	readonly windows?: "node" | "browser" | undefined;
	readonly tcp?: "cubic" | "reno" | undefined;
	readonly "initial-window"?: number | undefined;
	readonly detail?: "packets" | "messages" | undefined;
}

const defaults = {
	over: "http/1.1",
	handshake: "full",
	certificates: "3kB",
	"dns-ttl": "1min",
	"keep-alive": true,
	windows: "node",
	tcp: "cubic",
	"initial-window": 10,
} as const;

const positiveRate = rateField.refine((bitsPerSecond) => bitsPerSecond > 0, {
	error: "a rate above 0; leave it out where sending takes no time",
});

/** A link as one is where nothing but its distance is said. */
export const PLAIN_LINK: Omit<LinkSpec, "rtt"> = { ...defaults, certificates: 3_000, "dns-ttl": 60_000_000_000 };

export const link: Descriptor<LinkSpec, WrittenLink> = {
	name: "link",
	what: "What joins two nodes, the asking one first: distance, rate, loss, and what is spoken over it.",
	example: "phone -> bank: { rtt: 100ms, rate: 10Mbit/s, over: http/2, tls: 1.3 }",
	defaults,
	schema: z
		.strictObject({
			rtt: durationField,
			rate: positiveRate.optional(),
			"rate-up": positiveRate.optional(),
			jitter: durationField.optional(),
			loss: shareField.optional(),
			"loss-burst": countField(1, LIMITS.lossBurst).optional(),
			queue: countField(1, LIMITS.queue).optional(),
			over: wordField(["http/1.1", "http/2", "http/3"]).prefault(defaults.over),
			tls: tlsField.optional(),
			handshake: wordField(["full", "resumed", "0-rtt"]).prefault(defaults.handshake),
			certificates: sizeField
				.refine((bytes) => bytes <= LIMITS.certificateBytes, { error: "a chain of certificates is at most 100kB" })
				.prefault(defaults.certificates),
			dns: durationField.optional(),
			"dns-ttl": durationField.prefault(defaults["dns-ttl"]),
			"keep-alive": flagField("keep-alive").prefault(defaults["keep-alive"]),
			windows: wordField(["node", "browser"]).prefault(defaults.windows),
			tcp: wordField(["cubic", "reno"]).prefault(defaults.tcp),
			"initial-window": countField(1, LIMITS.initialWindow).prefault(defaults["initial-window"]),
			detail: wordField(["packets", "messages"]).optional(),
		})
		.check(({ value, issues }) => {
			for (const { key, message } of contradictions(value)) {
				issues.push({ code: "custom", input: value, path: [key], message });
			}
		}),
};
