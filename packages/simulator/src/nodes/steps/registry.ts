import { DEADLINE_OVER } from "@roundtrip/behaviour";
import { guardedSteps, type Step } from "@roundtrip/model";
import type { Strand } from "../strand.ts";
import { ask } from "./ask.ts";
import { demand } from "./demand.ts";
import { createEach } from "./each.ts";
import { issue } from "./issue.ts";
import { createOnce } from "./once.ts";
import { publish } from "./publish.ts";
import { query } from "./query.ts";
import { reply } from "./reply.ts";
import { send } from "./send.ts";
import type { StepKind } from "./step-kind.ts";
import { subscribe } from "./subscribe.ts";
import { createTransaction } from "./transaction.ts";
import { wait } from "./wait.ts";
import { work } from "./work.ts";

/** Everything that a server can do for a request. */
const KINDS: readonly StepKind<Step>[] = [
	...[query, reply, work, ask, send, createEach(playSteps)],
	...[publish, subscribe, wait, createTransaction(playSteps), demand, issue],
];

const playOnce = createOnce(playSteps);

/** Does the steps in order, and then calls `done`, unless the request is over by one of them. */
export function playSteps(strand: Strand, steps: readonly Step[], prefix: string, done: () => void): void {
	const step = (index: number): void => {
		const current = steps[index];
		if (current === undefined) {
			done();
			return;
		}
		// It died as it said something.
		if (!strand.server.answering.isAlive(strand.job)) return;
		if (strand.isTooLate) {
			strand.fail(DEADLINE_OVER);
			return;
		}
		const key = `${prefix}step/${index}`;
		const guarded = "once" in current ? guardedSteps(steps, index) : undefined;
		if ("once" in current && guarded !== undefined) {
			playOnce(strand, current, guarded, key, done);
			return;
		}
		const behind = steps[index + 1];
		if (!("each" in current) || behind === undefined || !("subscribe" in behind)) {
			play(strand, current, key, () => step(index + 1));
			return;
		}
		// Who sends into a room hears the others: the subscription behind goes on beside, and lasts.
		play(strand, behind, key, lasts);
		play(strand.branch(), current, key, lasts);
	};
	step(0);
}

function lasts(): void {}

function play(strand: Strand, step: Step, key: string, next: () => void): void {
	for (const kind of KINDS) {
		if (!(kind.word in step)) continue;
		kind.play(strand, step, key, next);
		return;
	}
	throw new Error(`a server does nothing about ${JSON.stringify(step)}`);
}
