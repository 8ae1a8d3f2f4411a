import { plainReply, textBody } from "@roundtrip/behaviour";
import { type CallId, NS_PER_MS } from "@roundtrip/model";
import type { Timers } from "../shaper/timers.ts";
import type { Job } from "./job.ts";

/** What a node answers to a probe: two moments of the machine's clock, in ns. */
export interface ProbeAnswer {
	readonly arrived: bigint;
	readonly replied: bigint;
}

const PROBES = "e0.";

/** Probes are calls of an exchange that no scenario has: the exchanges of a run count from 1. */
export function probeCall(nth: number): CallId {
	return `${PROBES}${nth}`;
}

export function isProbe(call: CallId): boolean {
	return call.startsWith(PROBES);
}

/** Between a probe and its answer, for what wakes from a rest is slower, and in a run most things do. */
const REST_NS = 8 * NS_PER_MS;

/** Answers a probe, and says when. */
export function answerProbe(job: Job, arrivedNs: number, { clock, after }: Timers): void {
	const arrived = String(clock.onMachine(arrivedNs));
	after(REST_NS, () => {
		const replied = String(clock.onMachine(clock.now()));
		const body = textBody(JSON.stringify({ arrived, replied }));
		job.answer(plainReply(200, body));
	});
}

export function parseProbeAnswer(text: string): ProbeAnswer {
	const { arrived, replied } = JSON.parse(text) as Record<keyof ProbeAnswer, string>;
	return { arrived: BigInt(arrived), replied: BigInt(replied) };
}
