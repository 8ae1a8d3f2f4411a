import { z } from "zod";
import type { Bytes } from "../units/data.ts";
import type { Nanoseconds } from "../units/duration.ts";
import type { PerHour } from "../units/frequency.ts";
import {
	countField,
	durationField,
	frequencyField,
	isRequestLine,
	madeByCodec,
	nameField,
	type RequestLine,
	sizeField,
	textField,
	wordField,
} from "./fields.ts";
import { LIMITS } from "./limits.ts";
import { nearestHint } from "./nearest.ts";

/** One line of traffic: who asks what of whom, and when. In a file the asking node is the key: `phone: GET /items`. */
export interface TrafficSpec {
	readonly from: string;
	readonly request: RequestLine;
	/** Needed where the client has links to several servers. */
	readonly to?: string | undefined;
	/** When the line begins. */
	readonly at: Nanoseconds;
	/** How often, at `at` all at once, or spaced by `every`, or each after the one before has ended. */
	readonly times: number;
	readonly every?: Nanoseconds | undefined;
	readonly "one-by-one": boolean;
	/** A stream of requests for a while, instead of a number of them. */
	readonly rate?: PerHour | undefined;
	readonly for?: Nanoseconds | undefined;
	/** At random moments of that rate (Poisson), or evenly spaced. */
	readonly arrivals: "random" | "even";
	/** Of the request's body, filled with text; not beside `body`. */
	readonly size?: Bytes | undefined;
	readonly body?: string | undefined;
}

export const trafficDefaults: {
	readonly at: string;
	readonly times: number;
	readonly "one-by-one": boolean;
	readonly arrivals: "random";
} = {
	at: "0s",
	times: 1,
	"one-by-one": false,
	arrivals: "random",
};

const fields = {
	to: nameField.optional(),
	at: durationField.prefault(trafficDefaults.at),
	times: countField(1, LIMITS.exchanges).prefault(trafficDefaults.times),
	every: durationField.optional(),
	"one-by-one": z.boolean({ error: "one-by-one is true or false" }).prefault(trafficDefaults["one-by-one"]),
	rate: frequencyField.optional(),
	for: durationField.optional(),
	arrivals: wordField(["random", "even"]).prefault(trafficDefaults.arrivals),
	size: sizeField.optional(),
	body: textField(LIMITS.bodyLength).optional(),
};

const KNOWN_KEYS = Object.keys(fields);

const written = z.object(fields).catchall(z.unknown());

/** Reads `{ phone: POST /transfers, at: 1s }`. */
export const trafficField: z.ZodType<TrafficSpec> = z
	.codec(written, madeByCodec<TrafficSpec>(), {
		decode: (line, context) => {
			const others = Object.keys(line).filter((key) => !KNOWN_KEYS.includes(key));
			const senders = others.filter((key) => isRequestLine(line[key]));
			const [from, second] = senders;
			for (const key of others.filter((other) => !senders.includes(other))) {
				const message =
					senders.length === 0 && others.length === 1
						? `'${key}' should ask for something like GET /items${nearestHint(key, KNOWN_KEYS)}`
						: `unknown key '${key}'${nearestHint(key, KNOWN_KEYS)}`;
				context.issues.push({ code: "custom", input: line, path: [key], params: { atKey: true }, message });
			}
			if (second !== undefined) {
				context.issues.push({
					code: "custom",
					input: line,
					path: [second],
					params: { atKey: true },
					message: "one line of traffic has one client",
				});
			}
			if (from === undefined) {
				if (others.length === 0)
					context.issues.push({ code: "custom", input: line, message: "say who asks, like phone: GET /items" });
				return z.NEVER;
			}
			if (context.issues.length > 0) return z.NEVER;
			const { to, at, times, every, rate, size, body, arrivals } = line;
			return {
				from,
				request: String(line[from]),
				...(to === undefined ? {} : { to }),
				at,
				times,
				...(every === undefined ? {} : { every }),
				"one-by-one": line["one-by-one"],
				...(rate === undefined ? {} : { rate }),
				...(line.for === undefined ? {} : { for: line.for }),
				arrivals,
				...(size === undefined ? {} : { size }),
				...(body === undefined ? {} : { body }),
			};
		},
		encode: ({ from, request, ...rest }) => ({ [from]: request, ...rest }),
	})
	.superRefine((line, context) => {
		const bad = (key: string, message: string): void => context.addIssue({ code: "custom", path: [key], message });
		if (line.rate !== undefined) {
			if (line.for === undefined)
				context.addIssue({ code: "custom", message: "a rate needs its duration: add `for`, like for: 10s" });
			if (line.rate === 0) bad("rate", "a rate above 0, or leave the line out");
			if (line.times !== 1) bad("times", "either `times` or `rate`, not both");
			if (line.every !== undefined) bad("every", "either `every` or `rate`, not both");
			if (line["one-by-one"]) bad("one-by-one", "either `one-by-one` or `rate`, not both");
		} else if (line.for !== undefined) {
			bad("for", "`for` belongs to a `rate`; with `times` the number says when it ends");
		}
		if (line["one-by-one"] && line.every !== undefined) bad("every", "either `every` or `one-by-one`, not both");
		if (line.size !== undefined && line.body !== undefined)
			bad("body", "give the body by `size` or by `body`, not both");
	});

/** At most how many exchanges a line begins, before chance has spoken. */
export function exchangesAtMost(line: TrafficSpec): number {
	if (line.rate === undefined || line.for === undefined) return line.times;
	const mean = (line.rate / 3_600) * (line.for / 1e9);
	// Six standard deviations above the mean of a Poisson count: no seed gets there.
	return line.arrivals === "even" ? Math.ceil(mean) : Math.ceil(mean + 6 * Math.sqrt(mean) + 10);
}
