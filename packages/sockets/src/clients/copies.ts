import type { CopyingFate } from "@roundtrip/behaviour";
import { type CallId, copyCall, type Nanoseconds } from "@roundtrip/model";
import type { ShapedLink } from "../shaper/link.ts";
import type { Caller } from "./caller.ts";
import { createQuestion, type Question } from "./question.ts";

export interface CopyingParts {
	readonly caller: Caller;
	readonly link: ShapedLink;
	/** As long as the asking node waits for an answer, ns. */
	readonly patienceNs: number;
	/** The asking end of the same link over connections that nobody else uses. */
	readonly createOther: () => Caller;
	/** Told when a copy is sent, and by which fault. */
	readonly told: (call: CallId, atNs: Nanoseconds, fault: number) => void;
}

/**
 * An asking end whose requests may come twice: what was asked is sent again over another connection, as something on the way
 * would. Nobody waits for the answer there.
 */
export function createCopyingCaller({ caller, link, patienceNs, createOther, told }: CopyingParts): Caller {
	const { timers } = link;
	const asked = new Map<CallId, Question>();
	let other: Caller | undefined;

	function send(original: Question, nth: number, fault: number): void {
		link.underWay--;
		const { request, conversation } = original;
		const call = copyCall(original.call, nth);
		told(call, timers.clock.now(), fault);
		other ??= createOther();
		other.ask(
			createQuestion({
				...{ call, to: link.to, request, atNs: timers.clock.now() },
				...(conversation === undefined ? {} : { conversation }),
				...{ timeoutNs: patienceNs, ended: () => undefined },
			}),
		);
	}

	link.copied = (call: CallId, { copies, afterNs, fault }: CopyingFate): void => {
		const original = asked.get(call);
		// What follows the beginning of a stream nobody on the way can know.
		if (original === undefined || original.stream !== undefined) return;
		const sentNs = timers.clock.now();
		for (let nth = 1; nth <= copies; nth++) {
			link.underWay++;
			timers.at(sentNs + nth * afterNs, () => send(original, nth, fault));
		}
	};

	return {
		ask(question) {
			const { call, ended } = question;
			asked.set(call, question);
			caller.ask({
				...question,
				ended(result, atNs) {
					asked.delete(call);
					ended(result, atNs);
				},
			});
		},
		callOff(call) {
			asked.delete(call);
			return caller.callOff(call);
		},
		get isIdle() {
			return caller.isIdle && other?.isIdle !== false;
		},
		close() {
			caller.close();
			other?.close();
		},
	};
}
