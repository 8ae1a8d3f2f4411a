import type { ExchangeReport } from "@roundtrip/analysis";
import type { CallId, Nanoseconds, Scenario } from "@roundtrip/model";
import { createIntervalIndex } from "../time/interval-index.ts";

/** A client that waits for an answer, as a ring that runs out. */
export interface Waiting {
	/** Attempts that it waits for. */
	readonly count: number;
	/** Of the attempt that gives up first. */
	readonly elapsedNs: Nanoseconds;
	readonly timeoutNs: Nanoseconds;
}

/** A client that waits before it tries again. */
export interface BackingOff {
	readonly remainingNs: Nanoseconds;
	readonly waitNs: Nanoseconds;
}

/** Looks up what clients wait for. */
export interface WaitingBook {
	waiting(client: string, calls: readonly CallId[], timeNs: Nanoseconds): Waiting | undefined;
	/** The pause that ends first. */
	backingOff(client: string, seq: number, timeNs: Nanoseconds): BackingOff | undefined;
}

interface Pause {
	readonly fromSeq: number;
	readonly toSeq: number;
	readonly toNs: Nanoseconds;
	readonly waitNs: Nanoseconds;
}

export function createWaitingBook(exchanges: readonly ExchangeReport[], scenario: Scenario): WaitingBook {
	const begunAt = new Map<CallId, Nanoseconds>();
	const pausesOf = new Map<string, Pause[]>();
	for (const { client, attempts } of exchanges) {
		for (const [at, { call, begunAt: startNs, begunSeq, waitedNs, hedged }] of attempts.entries()) {
			begunAt.set(call, startNs);
			const before = attempts[at - 1];
			if (before?.endedSeq === undefined || hedged === true) continue;
			const own = pausesOf.get(client) ?? [];
			pausesOf.set(client, own);
			own.push({ fromSeq: before.endedSeq, toSeq: begunSeq, toNs: startNs, waitNs: waitedNs });
		}
	}
	const pauses = new Map([...pausesOf].map(([client, own]) => [client, indexed(own)]));
	return {
		waiting(client, calls, timeNs) {
			const spec = scenario.nodes[client];
			if (spec?.is !== "client" || calls.length === 0) return undefined;
			const oldestNs = Math.min(...calls.map((call) => begunAt.get(call) ?? timeNs));
			return { count: calls.length, elapsedNs: timeNs - oldestNs, timeoutNs: spec.timeout };
		},
		backingOff(client, seq, timeNs) {
			const now = pauses.get(client)?.(seq) ?? [];
			const first = now.reduce<Pause | undefined>((a, b) => (a === undefined || b.toNs < a.toNs ? b : a), undefined);
			return first && { remainingNs: Math.max(0, first.toNs - timeNs), waitNs: first.waitNs };
		},
	};
}

/** Looks up the pauses that last at an event: after the end of one attempt, before the begin of the next. */
function indexed(pauses: readonly Pause[]): (seq: number) => readonly Pause[] {
	const index = createIntervalIndex(
		pauses.length,
		(at) => pauses[at]?.fromSeq ?? 0,
		(at) => (pauses[at]?.toSeq ?? 0) - 1,
	);
	return (seq) => index.overlapping(seq, seq).flatMap((at) => pauses[at] ?? []);
}
