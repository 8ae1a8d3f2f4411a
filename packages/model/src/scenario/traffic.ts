import { z } from "zod";
import type { Nanoseconds, WrittenDuration } from "../units/duration.ts";
import type { PerHour, WrittenFrequency } from "../units/frequency.ts";
import { type ContentSpec, checkContent, contentFields, type WrittenContent } from "./content.ts";
import { countField, describe, durationField, frequencyField, madeByCodec, nameField, wordField } from "./fields.ts";
import { type HeaderFields, headersField } from "./header-fields.ts";
import { LIMITS } from "./limits.ts";
import { nearest, nearestHint } from "./nearest.ts";
import { isRequestLine, type RequestLine, type WrittenRequest } from "./request-line.ts";

/** One line of traffic: who asks what of whom, and when. In a file the asking node is the key: `phone: GET /items`. */
export interface TrafficSpec extends ContentSpec {
	readonly from: string;
	readonly request: RequestLine;
	/** Needed where the client has links to several servers. */
	readonly to?: string | undefined;
	/** When the line begins. */
	readonly at: Nanoseconds;
	/** How often, at `at` all at once, or spaced by `every`, or each after the one before has ended. */
	readonly times: number;
	readonly every?: Nanoseconds | undefined;
	/** Nothing more of the line is begun once an answer has this status. */
	readonly until?: number | undefined;
	/** How long the client of gRPC or Connect waits for it all; it says so to the server. */
	readonly deadline?: Nanoseconds | undefined;
	readonly "one-by-one": boolean;
	/** A stream of requests for a while, instead of a number of them. */
	readonly rate?: PerHour | undefined;
	readonly for?: Nanoseconds | undefined;
	/** At random moments of that rate (Poisson), or evenly spaced. */
	readonly arrivals: "random" | "even";
	readonly headers?: HeaderFields | undefined;
	/** Items that the client sends on the stream that it opens; what it carries beside is theirs then. */
	readonly send?: number | undefined;
	/** From one of them to the next; all at once without it. */
	readonly "send-every"?: Nanoseconds | undefined;
	/** The client leaves a stream after so many items, or after so long. */
	readonly items?: number | undefined;
	readonly stay?: Nanoseconds | undefined;
}

/** When and how often, as it is written beside who asks what. */
export interface WrittenTrafficOptions<Server extends string = string> extends WrittenContent {
	readonly to?: Server | undefined;
	readonly at?: WrittenDuration | undefined;
	readonly times?: number | undefined;
	readonly every?: WrittenDuration | undefined;
	readonly until?: number | undefined;
	readonly deadline?: WrittenDuration | undefined;
	readonly "one-by-one"?: boolean | undefined;
	readonly rate?: WrittenFrequency | undefined;
	readonly for?: WrittenDuration | undefined;
	readonly arrivals?: "random" | "even" | undefined;
	readonly headers?: HeaderFields | undefined;
	readonly send?: number | undefined;
	readonly "send-every"?: WrittenDuration | undefined;
	readonly items?: number | undefined;
	readonly stay?: WrittenDuration | undefined;
}

/** One line of traffic as it is written: the asking client is a key, and what it asks its value. */
export type WrittenTraffic<Client extends string = string, Server extends string = string> = {
	readonly [Name in Client]: { readonly [Key in Name]: WrittenRequest } & WrittenTrafficOptions<Server>;
}[Client];

export const trafficDefaults = {
	at: "0s",
	times: 1,
	"one-by-one": false,
	arrivals: "random",
} as const;

const fields = {
	to: nameField.optional(),
	at: durationField.prefault(trafficDefaults.at),
	times: countField(1, LIMITS.exchanges).prefault(trafficDefaults.times),
	every: durationField.optional(),
	until: countField(100, 599).optional(),
	deadline: durationField.optional(),
	"one-by-one": z.boolean({ error: "one-by-one is true or false" }).prefault(trafficDefaults["one-by-one"]),
	rate: frequencyField.optional(),
	for: durationField.optional(),
	arrivals: wordField(["random", "even"]).prefault(trafficDefaults.arrivals),
	...contentFields,
	headers: headersField.optional(),
	send: countField(1, LIMITS.streamItems).optional(),
	"send-every": durationField.optional(),
	items: countField(1, LIMITS.streamItems).optional(),
	stay: durationField.optional(),
};

/** The words of a line; a client can't be called by one of them. */
export const trafficWords: readonly string[] = Object.keys(fields);

const written = z
	.object(fields, {
		error: ({ input }) => `${describe(input)} is not a line of traffic; write it like phone: GET /items`,
	})
	.catchall(z.unknown());

type Line = Readonly<z.output<typeof written>>;

/** Reads `{ phone: POST /transfers, at: 1s }`. */
export const trafficField: z.ZodType<TrafficSpec> = z
	.codec(written, madeByCodec<TrafficSpec>(), {
		decode: (line, context) => {
			const senders = namesIn(line).filter((key) => isRequestLine(line[key]));
			const problems = senderProblems(line, senders);
			for (const problem of problems) context.issues.push({ code: "custom", input: line, ...problem });
			const [from] = senders;
			if (from === undefined || problems.length > 0) return z.NEVER;
			const { [from]: request, ...when } = line;
			return { from, request: String(request), ...(when as Omit<TrafficSpec, "from" | "request">) };
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
		if (line.until !== undefined && line.rate === undefined && line.times === 1)
			bad("until", "`until` ends what is asked again and again: add `times`, like times: 10, every: 1s");
		if (line.deadline !== undefined && !/^(grpc|connect) /.test(line.request))
			bad(
				"deadline",
				"a deadline is said to the server in gRPC and Connect; others have the `timeout` of their client",
			);
		if (line.deadline !== undefined && line.deadline % 1_000_000 !== 0)
			bad("deadline", "a deadline is a whole number of milliseconds");
		checkContent(line, context);
		if (line.send === undefined && line["send-every"] !== undefined)
			bad("send-every", "`send-every` belongs to `send`");
	});

/** The keys that are no words of traffic: one of them names who asks. */
function namesIn(line: Line): readonly string[] {
	return Object.keys(line).filter((key) => !trafficWords.includes(key));
}

interface SenderProblem {
	readonly path?: string[];
	readonly params?: { readonly atKey: boolean };
	readonly message: string;
}

/** What is wrong with who asks what. */
function senderProblems(line: Line, senders: readonly string[]): readonly SenderProblem[] {
	const atKey = (key: string, message: string): SenderProblem => ({ path: [key], params: { atKey: true }, message });
	const others = namesIn(line).filter((key) => !senders.includes(key));
	const [only, second] = others;
	if (senders.length === 0 && only === undefined) return [{ message: "say who asks, like phone: GET /items" }];
	if (senders.length === 0 && only !== undefined && second === undefined && nearest(only, trafficWords) === undefined) {
		return [{ path: [only], message: `${describe(line[only])} is not a request; write it like GET /items` }];
	}
	return [
		...others.map((key) => atKey(key, `unknown key '${key}'${nearestHint(key, trafficWords)}`)),
		...senders.slice(1).map((key) => atKey(key, "one line of traffic has one client; begin another line")),
	];
}

/** At most how many exchanges a line begins, before chance has spoken. */
export function exchangesAtMost(line: TrafficSpec): number {
	if (line.rate === undefined || line.for === undefined) return line.times;
	const mean = (line.rate / 3_600) * (line.for / 1e9);
	// Six standard deviations above the mean of a Poisson count: no seed gets there.
	return line.arrivals === "even" ? Math.ceil(mean) : Math.ceil(mean + 6 * Math.sqrt(mean) + 10);
}
