import { createRound, inFlightNs, type RoundEnd } from "@roundtrip/behaviour";
import type { CallId, HedgingSpec, Nanoseconds } from "@roundtrip/model";
import type { Timers } from "../shaper/timers.ts";
import type { Caller } from "./caller.ts";
import type { CallResult, Question } from "./question.ts";

/** A try whose request has copies beside it when its answer is late. */
export interface HedgedTry {
	readonly spec: HedgingSpec;
	readonly begunNs: Nanoseconds;
	/** How long there is for all of it. */
	readonly limitNs: Nanoseconds;
	/** Whether another copy may go out now. */
	mayCopy(): boolean;
	/** Makes the request or a copy, by its number from 0. */
	question(which: number, atNs: Nanoseconds, ended: Question["ended"]): Question;
	/** Over at a time, with the end of the one that counts. */
	over(end: RoundEnd, result: CallResult | undefined, atNs: Nanoseconds): void;
}

/** Asks, with copies while the answer is late. */
export function playHedged({ clock, at }: Timers, caller: Caller, asked: HedgedTry): void {
	const { spec, begunNs, limitNs } = asked;
	const calls: CallId[] = [];
	const ends: { readonly result: CallResult; readonly atNs: Nanoseconds }[] = [];
	let nextNs = begunNs;
	const round = createRound(spec, limitNs, {
		after(delayNs, action) {
			nextNs += delayNs;
			const timer = at(nextNs, action);
			return () => timer.cancel();
		},
		mayCopy: asked.mayCopy,
		launch(which) {
			const atNs = which === 0 ? begunNs : clock.now();
			const question = asked.question(which, atNs, (result, endedNs) => {
				ends[which] = { result, atNs: endedNs };
				round.ended(which, result, inFlightNs(true, result.reply, Date.now()) !== undefined);
			});
			calls.push(question.call);
			caller.ask(question);
		},
		callOff: (which) => caller.callOff(calls[which] ?? ""),
		over(end) {
			const { result, atNs = clock.now() } = ends[end.which] ?? {};
			asked.over(end, result, atNs);
		},
	});
	round.begin();
}
