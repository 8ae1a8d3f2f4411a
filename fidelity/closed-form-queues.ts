import { parseScenario, type Trace } from "@roundtrip/model";
import { simulate } from "@roundtrip/simulator";
import type { Answers } from "./closed-form-network.ts";
import { quantile } from "./statistics.ts";
import type { Vector } from "./vectors.ts";

/** Where a formula has time units of its own, one is so many ms here. */
const UNIT_MS = 10;
/** With so many the mean of a queue is known to about 2 %. */
const EXCHANGES = 20_000;
const ONE_WORKER = "workers: 1, queue: 1000000";
/** Those who find the server empty don't count. */
const WARM_UP = 500;

/** A bank that is no distance away, asked by one phone over as many connections as it takes. */
function playBank(bank: string, work: string, traffic: string, phone = "timeout: 1h"): Trace {
	const parsed = parseScenario(`roundtrip: 1
title: A queue with a known answer
seed: 7
nodes: { phone: { is: client, connections: 1000, ${phone} }, bank: { is: server, ${bank} } }
links: { phone -> bank: { rtt: 0ms } }
routes: { bank: { POST /: [ { work: ${work} }, { reply: 200 } ] } }
traffic: [ { phone: POST /, ${traffic} } ]
`);
	if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join("; "));
	const result = simulate(parsed.value, { keepBytes: false });
	if (!result.ok) throw new Error(result.problem);
	return result.trace;
}

const randomly = (perSecond: number): string => `rate: ${perSecond}/s, for: ${Math.round(EXCHANGES / perSecond)}s`;

/** When each request was there and when its reply left, in ms, by arrival; refused ones left with another status. */
interface Visit {
	readonly arrivedMs: number;
	readonly leftMs: number;
	readonly served: boolean;
}

function visitsOf(trace: Trace): readonly Visit[] {
	const arrivedMs = new Map<string, number>();
	return [...trace.events()].flatMap((event) => {
		if (event.node !== "bank" || !("call" in event)) return [];
		if (event.kind === "delivered") arrivedMs.set(event.call, event.at / 1e6);
		if (event.kind !== "replied") return [];
		return [{ arrivedMs: arrivedMs.get(event.call) ?? 0, leftMs: event.at / 1e6, served: event.data.status === 200 }];
	});
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function staysMs(trace: Trace): readonly number[] {
	return visitsOf(trace)
		.slice(WARM_UP)
		.filter(({ served }) => served)
		.map(({ arrivedMs, leftMs }) => leftMs - arrivedMs);
}

const refused = (trace: Trace): number => mean(visitsOf(trace).map(({ served }) => (served ? 0 : 1)));

function oneServer({ given }: Vector): Answers {
	const { lam, mu } = given;
	const trace = playBank(ONE_WORKER, `exponential ${1_000 / Number(mu)}ms`, randomly(Number(lam)));
	const stays = staysMs(trace).map((ms) => ms / 1_000);
	const stay = mean(stays);
	return {
		W: stay,
		Wq: stay - 1 / Number(mu),
		L: stay * Number(lam),
		p50: quantile(stays, 0.5),
		p90: quantile(stays, 0.9),
	};
}

function manyServers({ given }: Vector): Answers {
	const perSecond = (Number(given.lam) * 1_000) / UNIT_MS;
	const work = `exponential ${UNIT_MS / Number(given.mu)}ms`;
	const stay = mean(staysMs(playBank(`workers: ${given.c}, queue: 1000000`, work, randomly(perSecond)))) / UNIT_MS;
	return { W: stay, L: stay * Number(given.lam) };
}

function generalWork({ given }: Vector): Answers {
	const workMs = Number(given.mean_service) * 1_000;
	const work = given.cv2 === 0 ? `${workMs}ms` : `exponential ${workMs}ms`;
	const stay = mean(staysMs(playBank(ONE_WORKER, work, randomly(Number(given.lam))))) / 1_000;
	return { W: stay, Wq: stay - workMs / 1_000, L: stay * Number(given.lam) };
}

function noQueue({ given }: Vector): Answers {
	const perSecond = (Number(given.a) * 1_000) / UNIT_MS;
	return {
		P_loss: refused(playBank(`workers: ${given.c}, queue: 0`, `exponential ${UNIT_MS}ms`, randomly(perSecond))),
	};
}

function boundedQueue({ given }: Vector): Answers {
	const perSecond = (Number(given.lam) * 1_000) / UNIT_MS;
	const bank = `workers: ${given.c}, queue: ${Number(given.K) - Number(given.c)}`;
	const trace = playBank(bank, `exponential ${UNIT_MS / Number(given.mu)}ms`, randomly(perSecond));
	const loss = refused(trace);
	return { P_loss: loss, throughput: Number(given.lam) * (1 - loss), W: mean(staysMs(trace)) / UNIT_MS };
}

function tooMuch({ given }: Vector): Answers {
	const traffic = `times: ${given.n}, every: ${given.interarrival_ms}ms`;
	const visits = visitsOf(playBank(ONE_WORKER, `${given.service_ms}ms`, traffic));
	const waits = visits.map(({ arrivedMs, leftMs }) => leftMs - arrivedMs - Number(given.service_ms));
	return {
		last_departure_ms: visits.at(-1)?.leftMs ?? 0,
		...Object.fromEntries(waits.map((wait, at) => [`waits_ms.${at}`, wait])),
	};
}

function littlesLaw({ given }: Vector): Answers {
	const visits = visitsOf(playBank(ONE_WORKER, `${given.service_ms}ms`, "times: 3, every: 1ms"));
	const stays = visits.map(({ arrivedMs, leftMs }) => leftMs - arrivedMs);
	const sum = stays.reduce((total, stay) => total + stay, 0);
	const makespan = visits.at(-1)?.leftMs ?? 0;
	return {
		...Object.fromEntries(visits.map(({ leftMs }, at) => [`departures_ms.${at}`, leftMs])),
		sum_sojourn_ms: sum,
		makespan_ms: makespan,
		mean_in_system: sum / makespan,
		lambda_per_ms: visits.length / makespan,
		mean_sojourn_ms: mean(stays),
	};
}

function impatience({ given }: Vector): Answers {
	const trace = playBank(
		"workers: 10000",
		`exponential ${given.mean_ms}ms`,
		randomly(20),
		`timeout: ${given.timeout_ms}ms`,
	);
	const begunMs = new Map<number, number>();
	const ends = [...trace.events()].flatMap((event) => {
		if (event.kind === "begun") begunMs.set(event.exchange, event.at / 1e6);
		return event.kind === "settled" ? [event.at / 1e6 - (begunMs.get(event.exchange) ?? 0)] : [];
	});
	return {
		P_timeout: mean(ends.map((stay) => (stay >= Number(given.timeout_ms) ? 1 : 0))),
		E_latency_one_attempt: mean(ends),
	};
}

/** By a vector's name, up to its first number or hyphen. */
export const QUEUE_ANSWERS: Readonly<Record<string, (vector: Vector) => Answers>> = {
	mm1: oneServer,
	mmc: manyServers,
	mg1: generalWork,
	erlangB: noQueue,
	mmck: boundedQueue,
	dd1: tooMuch,
	little: littlesLaw,
	timeout: impatience,
};
