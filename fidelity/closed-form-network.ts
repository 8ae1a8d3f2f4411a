import { type SimulatedCase, simulateCase } from "./cases.ts";
import { NO_MACHINE } from "./machine.ts";
import type { MeasuredCase, Scenario } from "./measured.ts";
import { responseHead } from "./messages.ts";
import { median, share } from "./statistics.ts";
import type { Vector } from "./vectors.ts";

/** What the simulator answers to a vector, by the names of what the vector expects. */
export type Answers = Readonly<Record<string, number>>;

/** As good as no limit: a packet takes less than a nanosecond. */
const UNLIMITED = 1e14;
const RTT_MS = 100;
const SEEDS = 4_000;

interface Given {
	readonly rtt?: number;
	readonly down?: number;
	readonly loss?: number;
	readonly cc?: string;
}

/** A case of our own over a link that is ideal but for what is given; programs take no time, requests and ACKs travel free. */
function play(
	scenario: Scenario,
	{ rtt = RTT_MS, down = UNLIMITED, loss = 0, cc = "reno" }: Given,
	seed = 1,
): SimulatedCase {
	const it: MeasuredCase = {
		id: "closed form",
		group: "closed form",
		net: { rtt, down, up: UNLIMITED, queue: 0, loss },
		// Without timestamps a segment carries 1,460 bytes, as the formulas have it.
		tcp: { cc, timestamps: 0, slow_start_after_idle: 1 },
		scenario,
		fastest: {},
		totals: [],
		wire: { upPackets: 0, upBytes: 0, downPackets: 0, downBytes: 0 },
		load: 0,
	};
	return simulateCase(it, seed, { machine: NO_MACHINE });
}

/** The body with which the whole answer, its head included, has so many bytes. */
function bodyOf(answerBytes: number): number {
	const body = answerBytes - responseHead(answerBytes, true);
	return answerBytes - responseHead(body, true);
}

const get = (answerBytes: number): Scenario => ({ kind: "get", size: bodyOf(answerBytes) });

function roundTrips({ given }: Vector): Answers {
	if (given.setup === "reused") {
		const ms = play({ kind: "warm", size: 1 }, {}).times.again ?? 0;
		return { before_request: ms / RTT_MS - 1, first_byte: ms / RTT_MS, first_byte_ms_at_rtt_100: ms };
	}
	if (given.setup === "tls1.2-resumed") {
		return { before_request: (play({ kind: "tls", tls: "1.2", resume: true }, {}).times.secure ?? 0) / RTT_MS };
	}
	const { times, exchanges } = play({ kind: "get", size: 1 }, {});
	const sentMs = (exchanges[0]?.times.sentNs ?? 0) / 1e6;
	const firstMs = times.ttfb ?? 0;
	return { before_request: sentMs / RTT_MS, first_byte: firstMs / RTT_MS, first_byte_ms_at_rtt_100: firstMs };
}

function slowStart({ given }: Vector): Answers {
	const { times, exchanges } = play(get(Number(given.size)), {});
	const rounds = 1 + (exchanges[0]?.roundTrips.congestionWindow ?? 0);
	return { rounds, ms_at_rtt_100_new_tcp: times.total ?? 0 };
}

function idealFetch({ given, expect }: Vector): Answers {
	const link = { rtt: Number(given.rtt_ms), down: Number(given.rate_mbit) * 1e6 };
	const sizes = Object.keys(expect).map((name) => [name, Number.parseInt(name, 10)] as const);
	return Object.fromEntries(sizes.map(([name, size]) => [name, play(get(size), link).times.total ?? 0]));
}

function manyResources({ given }: Vector): Answers {
	const of = (more: Partial<Scenario>): number =>
		(play({ kind: "multi", n: Number(given.N), size: 1, ...more }, {}).times.total ?? 0) / RTT_MS;
	return {
		h1_six: of({ tls: "1.3", conns: 6 }),
		h2: of({ tls: "1.3", http: "h2" }),
		h1_one: of({ tls: "1.3", conns: 1 }),
		h1_new_each: of({ tls: "1.3", conns: 1, keepAlive: false }),
		tcp_only_h1_six: of({ conns: 6 }),
	};
}

/** Over HTTP/2 with the window of 65,535 bytes that the RFC begins with: what a long answer is held to. */
function windowLimit({ given }: Vector): Answers {
	const size = 10_000_000;
	const link = { rtt: Number(given.rtt_ms), down: Number(given.rate_mbit) * 1e6 };
	const { times } = play({ kind: "get", tls: "1.3", http: "h2", size, h2window: "node-default" }, link);
	return { window_limited_mbit: (8 * size) / 1e3 / ((times.total ?? 0) - (times.ttfb ?? 0)) };
}

function lossLimit({ given }: Vector): Answers {
	const size = 20_000_000;
	const runs = [1, 2, 3, 4, 5].map((seed) => {
		const { times } = play({ kind: "get", size }, { rtt: Number(given.rtt_ms), loss: Number(given.p) }, seed);
		return (8 * size) / 1e3 / (times.total ?? 0);
	});
	return { mbit: median(runs) };
}

function lostSyn({ given }: Vector): Answers {
	const link = { rtt: Number(given.rtt_ms), loss: Number(given.p) };
	const late = Array.from({ length: SEEDS }, (_, at) => (play({ kind: "tcp" }, link, at + 1).times.connect ?? 0) > 500);
	return { P_first: 1 - share(late), P_needs_retry: share(late) };
}

/** By a vector's name, up to its first number. */
export const NETWORK_ANSWERS: Readonly<Record<string, (vector: Vector) => Answers>> = {
	rtts: roundTrips,
	rounds: slowStart,
	fetch: idealFetch,
	resources: manyResources,
	bdp: windowLimit,
	mathis: lossLimit,
	syn: lostSyn,
};
