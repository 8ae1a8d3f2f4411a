import { createRound, type HttpReply, type RoundEnd } from "@roundtrip/behaviour";
import type { HedgingSpec, Nanoseconds } from "@roundtrip/model";
import type { Call } from "../links/call.ts";
import type { Caller } from "../links/caller.ts";
import type { World } from "../world.ts";

/** A try whose request has copies beside it when its answer is late. */
export interface HedgedTry {
	readonly spec: HedgingSpec;
	/** How long there is for all of it. */
	readonly limitNs: Nanoseconds;
	/** Whether an answer says that another with its key is being worked on. */
	isInFlight(reply: HttpReply | undefined): boolean;
	/** Whether another copy may go out now. */
	mayCopy(): boolean;
	/** Makes the request or a copy, by its number from 0. */
	call(which: number, ended: Call["ended"]): Call;
	/** Over with the last event of the one that counts. */
	over(end: RoundEnd, seq: number, reply: HttpReply | undefined): void;
}

export type PlayHedged = typeof playHedged;

/** Asks, with copies while the answer is late. */
export function playHedged(world: World, caller: Caller, asked: HedgedTry): void {
	const { spec, limitNs } = asked;
	const overNs = world.kernel.now + limitNs;
	const calls: Call[] = [];
	const lastSeqs: number[] = [];
	const round = createRound(spec, limitNs, {
		after(delayNs, action) {
			const timer = world.later(delayNs, action);
			return () => timer.cancel();
		},
		mayCopy: asked.mayCopy,
		launch(which) {
			const call = asked.call(which, (result, seq) => {
				lastSeqs[which] = seq;
				round.ended(which, result, asked.isInFlight(calls[which]?.reply));
			});
			calls.push(call);
			caller.ask(call, overNs - world.kernel.now);
		},
		callOff(which) {
			const call = calls[which];
			if (call === undefined) return false;
			caller.leave(call);
			return call.isSent;
		},
		over: (end) => asked.over(end, lastSeqs[end.which] ?? 0, calls[end.which]?.reply),
	});
	round.begin();
}
