import { type LinkSpec, PLAIN_LINK, type Scenario, type Trace } from "@roundtrip/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { played } from "./testing/play.ts";

const MS = 1_000_000;

/** What is asked, and over which link, where no window is ever full. */
interface Case {
	readonly link: Partial<LinkSpec>;
	readonly askers: number;
	readonly connections: number;
	readonly workers: number;
	readonly workNs: number;
	readonly times: number;
	readonly everyNs: number | undefined;
	readonly request: number;
	readonly answer: number;
}

const security: fc.Arbitrary<Partial<LinkSpec>> = fc.constantFrom<Partial<LinkSpec>[]>(
	{},
	{ tls: "1.2" },
	{ tls: "1.2", handshake: "resumed" },
	{ tls: "1.3" },
	{ tls: "1.3", handshake: "resumed" },
	{ tls: "1.3", handshake: "0-rtt" },
);

const cases: fc.Arbitrary<Case> = fc
	.record({
		link: fc
			.tuple(
				security,
				fc.record(
					{
						rtt: fc.integer({ min: 1_000, max: 200 * MS }),
						dns: fc.integer({ min: 0, max: 50 * MS }),
						"dns-ttl": fc.integer({ min: 0, max: 500 * MS }),
						"keep-alive": fc.boolean(),
					},
					{ requiredKeys: ["rtt"] },
				),
				fc.constantFrom<Partial<LinkSpec>[]>({}, { over: "http/2", "keep-alive": true }),
			)
			.map(([one, other, over]) => ({ ...one, ...other, ...over })),
		askers: fc.integer({ min: 1, max: 3 }),
		connections: fc.integer({ min: 1, max: 3 }),
		workers: fc.integer({ min: 1, max: 4 }),
		workNs: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 100 * MS })),
		times: fc.integer({ min: 1, max: 6 }),
		everyNs: fc.option(fc.integer({ min: 0, max: 300 * MS }), { nil: undefined }),
		request: fc.integer({ min: 0, max: 9_000 }),
		answer: fc.integer({ min: 0, max: 9_000 }),
	})
	.map(withinWindow);

/** All calls of a shared connection share its window. */
function withinWindow(given: Case): Case {
	if (given.link.over !== "http/2") return given;
	return { ...given, request: given.request % 800, answer: given.answer % 800 };
}

function scenarioOf(given: Case, detail: "messages" | "packets", more: Partial<LinkSpec> = {}): Scenario {
	const { link, askers, connections, workers, workNs, times, everyNs, request, answer } = given;
	const names = Array.from({ length: askers }, (_, n) => `phone-${n + 1}`);
	const retry = { attempts: 1, backoff: { baseNs: 0, capNs: 0 }, jitter: "none" } as const;
	const rhythm = everyNs === undefined ? { "one-by-one": true } : { every: everyNs, "one-by-one": false };
	return {
		...{ roundtrip: 1, title: "T", seed: 1, types: {}, faults: [], expect: [] },
		nodes: {
			...Object.fromEntries(names.map((name) => [name, { is: "client", retry, timeout: 60e9, connections }])),
			bank: { is: "server", workers, queue: 100, timeout: 60e9, connections: 1 },
		},
		links: Object.fromEntries(
			names.map((name) => [`${name} -> bank`, { rtt: 0, ...PLAIN_LINK, ...link, ...more, detail }]),
		),
		routes: { bank: { "POST /": [{ work: { shape: "fixed", ns: workNs } }, { reply: 200, size: answer }] } },
		// No two begin at the same moment: who comes first then is nobody's business.
		traffic: names.map((from, n) => ({
			...({ from, request: "POST /", at: n * 1_237, times, arrivals: "even", size: request } as const),
			...rhythm,
		})),
	};
}

/** What happened to each call, without the names of connections and of causes. */
function byCall(trace: Trace): ReadonlyMap<string, readonly object[]> {
	const calls = new Map<string, object[]>();
	for (const event of trace.events()) {
		if (!("call" in event)) continue;
		const { seq: _seq, causes: _causes, ...rest } = event;
		calls.set(event.call, [...(calls.get(event.call) ?? []), { ...rest, connection: "connection" in rest }]);
	}
	return calls;
}

/** Whether a request comes at the very moment at which a worker becomes free: then either may be first. */
function hasTies(trace: Trace): boolean {
	const freed = new Map<number, string>();
	const events = [...trace.events()];
	for (const event of events) if (event.kind === "replied") freed.set(event.at, event.call);
	return events.some(
		(event) =>
			event.kind === "delivered" && event.node === "bank" && (freed.get(event.at) ?? event.call) !== event.call,
	);
}

/** Whether anything waited for a window: only packets know of windows. */
function hasWaits(trace: Trace): boolean {
	return [...trace.events()].some((event) => event.kind === "delivered" && event.data.waits !== undefined);
}

describe("whole messages and packets agree where no window is full and nothing is lost", () => {
	it("to the nanosecond, event by event, where sending takes no time", () => {
		fc.assert(
			fc.property(cases, (given) => {
				const [messages, packets] = [played(scenarioOf(given, "messages")), played(scenarioOf(given, "packets"))];
				fc.pre(!hasTies(messages) && !hasWaits(packets));
				expect(byCall(packets)).toEqual(byCall(messages));
			}),
			{ seed: 301, numRuns: 300, endOnFailure: true },
		);
	});

	it("but for the sending of one segment an exchange, where sending takes time", () => {
		const rates = fc.constantFrom(100_000, 1_000_000, 10_000_000, 1_000_000_000);
		fc.assert(
			fc.property(cases, rates, (given, rate) => {
				const alone = { ...given, askers: 1, connections: 1, everyNs: undefined };
				const [messages, packets] = (["messages", "packets"] as const).map((detail) =>
					played(scenarioOf(alone, detail, { rate })),
				);
				if (messages === undefined || packets === undefined) return;
				fc.pre(!hasWaits(packets));
				// Only packets have SYNs, acknowledgements and ends, and answer the hello of 0-RTT before the request is whole.
				const laterBytes = ((endNs(packets) - endNs(messages)) * rate) / 8e9;
				expect(Math.abs(laterBytes / given.times)).toBeLessThan(1_500);
			}),
			{ seed: 302, numRuns: 200, endOnFailure: true },
		);
	});
});

function endNs(trace: Trace): number {
	return Math.max(...[...trace.events()].flatMap((event) => (event.kind === "settled" ? [event.at] : [])));
}
