import { PLAIN_LINK, type RequestLine, type Scenario, type Step, type Trace } from "@roundtrip/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { played } from "./testing/play.ts";

const MS = 1_000_000;

/** A conversation of one client with one server, and what goes wrong in it. */
interface Case {
	readonly protocol: "rest" | "sse" | "websocket" | "grpc";
	readonly rtt: number;
	readonly tls: boolean;
	readonly isShared: boolean;
	readonly steps: readonly Step[];
	readonly sends: number;
	readonly everyNs: number;
	readonly leaves: { readonly items?: number; readonly stay?: number };
	readonly fault: "none" | "crash" | "lose" | "delay";
	readonly faultAtNs: number;
	readonly struck: string;
}

const every = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 150 * MS }));
const send: fc.Arbitrary<Step> = fc.record({ send: fc.integer({ min: 1, max: 4 }), every, size: fc.nat({ max: 300 }) });
const work: fc.Arbitrary<Step> = fc
	.integer({ min: 1, max: 50 * MS })
	.map((ns): Step => ({ work: { shape: "fixed", ns } }));
const publish: Step = { publish: "room" };
const echo: Step = { send: 2, every: 0 };

const downs: fc.Arbitrary<readonly Step[]> = fc
	.array(fc.oneof(send, work), { minLength: 1, maxLength: 3 })
	.map((steps) => [...steps, { send: 1, every: 0, size: 9 }]);
const ups: fc.Arbitrary<readonly Step[]> = fc.constantFrom<(readonly Step[])[]>(
	[{ each: [echo] }],
	[{ each: [{ work: { shape: "fixed", ns: 3_100_007 } }, publish] }, { subscribe: "room" }],
	[{ send: 1, every: 0, size: 7 }, { each: [publish] }, { send: 2, every: 1_000_003, size: 7 }],
);

const cases: fc.Arbitrary<Case> = fc.constantFrom("rest", "sse", "websocket", "grpc" as const).chain((protocol) =>
	fc.record({
		protocol: fc.constant(protocol),
		rtt: fc.integer({ min: 1_001, max: 200 * MS }),
		tls: fc.boolean(),
		isShared: protocol === "grpc" ? fc.constant(true) : protocol === "websocket" ? fc.constant(false) : fc.boolean(),
		steps: protocol === "grpc" || protocol === "websocket" ? ups : downs,
		sends: fc.integer({ min: 0, max: 4 }),
		everyNs: every,
		leaves: fc.oneof(
			fc.constant({}),
			fc.record({ items: fc.integer({ min: 1, max: 4 }) }),
			fc.record({ stay: fc.integer({ min: 1, max: 900 * MS }) }),
		),
		fault: fc.constantFrom("none", "none", "crash", "lose", "delay"),
		faultAtNs: fc.integer({ min: 1, max: 900 * MS }),
		struck: fc.constantFrom("e1.1<", "e1.1<1", "e1.1<2", "e1.1<end", "e1.1>", "e1.1>1", "e1.1>2", "e1.1>end"),
	}),
);

const REQUESTS: Readonly<Record<Case["protocol"], RequestLine>> = {
	...{ rest: "GET /talk", sse: "sse /talk", websocket: "websocket /talk", grpc: "grpc Talk/Talk" },
};

function scenarioOf(given: Case, detail: "messages" | "packets"): Scenario {
	const { protocol, rtt, tls, isShared, steps, sends, everyNs, leaves } = given;
	const request = REQUESTS[protocol];
	const retry = { attempts: 2, backoff: { baseNs: 70 * MS, capNs: 70 * MS }, jitter: "none" } as const;
	const isUp = protocol === "websocket" || protocol === "grpc";
	const over = isShared ? "http/2" : "http/1.1";
	return {
		...{ roundtrip: 1, title: "T", seed: 1, types: {}, faults: faultsOf(given), expect: [] },
		nodes: {
			ann: { is: "client", retry, timeout: 700 * MS, connections: 1 },
			hub: { is: "server", workers: 2, queue: 100, timeout: 60e9, connections: 1 },
		},
		links: { "ann -> hub": { ...PLAIN_LINK, rtt, over, ...(tls ? { tls: "1.3" } : {}), detail } },
		routes: { hub: { [request]: steps } },
		traffic: [
			{
				...({ from: "ann", request, at: 0, times: 2, "one-by-one": true, arrivals: "even", size: 40 } as const),
				...(isUp ? { send: sends, "send-every": everyNs } : {}),
				...leaves,
			},
		],
	};
}

function faultsOf({ fault, faultAtNs, struck, leaves }: Case): Scenario["faults"] {
	// What is held up is at its sender for packets, and never written if that has left; for messages it is on its way.
	if (fault === "delay" && struck.includes(">") && Object.keys(leaves).length > 0) return [];
	const message = { on: undefined, nth: 1 } as const;
	switch (fault) {
		case "crash":
			return [{ crash: "hub", at: faultAtNs, "restart-at": faultAtNs + 90_000_001, silent: false }];
		case "lose":
			return [{ lose: struck, ...message }];
		case "delay":
			return [{ delay: struck, by: 40_000_009, ...message }];
		default:
			return [];
	}
}

/**
 * What happened, without the causes; in the order of time, and at the same time of names. Of what is lost because an end is
 * gone, only that it is: when that shows is told by different things.
 */
function told(trace: Trace): readonly string[] {
	return [...trace.events()]
		.flatMap((event) => {
			if (event.kind === "packet") return [];
			if (event.kind === "lost" && event.data.why !== "fault") return [`lost ${event.message}`];
			const { seq: _seq, causes: _causes, ...rest } = event;
			return [`${String(event.at).padStart(12)} ${JSON.stringify(rest)}`];
		})
		.sort();
}

function hasWaits(trace: Trace): boolean {
	return [...trace.events()].some((event) => event.kind === "delivered" && event.data.waits !== undefined);
}

describe("streams in whole messages and in packets agree where no window is full", () => {
	it("to the nanosecond, event by event, whoever leaves, dies, or is lost", () => {
		fc.assert(
			fc.property(cases, (given) => {
				const [messages, packets] = [played(scenarioOf(given, "messages")), played(scenarioOf(given, "packets"))];
				fc.pre(!hasWaits(packets));
				expect(told(packets)).toEqual(told(messages));
			}),
			{ seed: 303, numRuns: 400, endOnFailure: true },
		);
	});
});
