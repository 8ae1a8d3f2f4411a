import { z } from "zod";
import type { WrittenRate, WrittenSize } from "../units/data.ts";
import type { WrittenDuration } from "../units/duration.ts";
import type { WrittenShare } from "../units/share.ts";
import type { Descriptor } from "./descriptor.ts";
import { countField, durationField, flagField, rateField, shareField, sizeField, wordField } from "./fields.ts";
import { LIMITS } from "./limits.ts";
import { contradictions } from "./link-rules.ts";
import type { Handshake, LinkSpec, Protocol } from "./link-spec.ts";
import { tlsField, type WrittenTls } from "./tls-field.ts";

/** A link as it is written; its ends stand beside it. */
export interface WrittenLink {
	readonly rtt: WrittenDuration;
	readonly rate?: WrittenRate | undefined;
	readonly "rate-up"?: WrittenRate | undefined;
	readonly jitter?: WrittenDuration | undefined;
	readonly loss?: WrittenShare | undefined;
	readonly "loss-burst"?: number | undefined;
	readonly queue?: number | undefined;
	readonly connections?: number | undefined;
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
			connections: countField(1, LIMITS.connections).optional(),
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
