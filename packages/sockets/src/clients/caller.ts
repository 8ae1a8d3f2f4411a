import { isSocket } from "@roundtrip/behaviour";
import type { AttemptResult, CallId } from "@roundtrip/model";
import { ofCall } from "../journal/entry.ts";
import type { ShapedLink } from "../shaper/link.ts";
import type { Timer } from "../shaper/timers.ts";
import { isListening, type Question } from "./question.ts";
import { createSlot, type Slot } from "./slot.ts";
import { createWebSocketSlot } from "./websocket-slot.ts";

/** The asking end of one link: connections kept alive, a limit on their number, a queue for calls beyond it. */
export interface Caller {
	ask(question: Question): void;
	/** Nobody waits for the answer of a call any more, and its asker isn't told of it; says whether its request had left. */
	callOff(call: CallId): boolean;
	/** Nothing is asked but streams that are listened to, and nothing is on its way. */
	readonly isIdle: boolean;
	/** Closes all connections without a word in the trace: the run is over. */
	close(): void;
}

/** A call that is not over. */
interface Pending {
	readonly question: Question;
	slot?: Slot;
	timeout?: Timer;
}

/** Asks over a link with undici, one request at a time on each connection. */
export function createCaller(link: ShapedLink, limit: number): Caller {
	const { journal, timers, from } = link;
	let slots: Slot[] = [];
	let waiting: Pending[] = [];
	const pendings = new Set<Pending>();

	function event(pending: Pending) {
		return { ...ofCall(pending.question.call), at: timers.clock.now(), node: from };
	}

	/** On an idle connection, or else on a new one; false where the limit is reached. */
	function place(pending: Pending, atNs: number): boolean {
		const { conversation } = pending.question;
		const isWebSocket = conversation !== undefined && isSocket(conversation);
		let slot = isWebSocket ? undefined : slots.find((each) => each.isIdle);
		if (slot === undefined) {
			if (slots.length >= limit) return false;
			const create = isWebSocket ? createWebSocketSlot : createSlot;
			slot = create(link, () => {
				slots = slots.filter((each) => each !== slot);
			});
			slots.push(slot);
		}
		pending.slot = slot;
		slot.carry(pending.question, atNs, {
			begun: () => pending.timeout?.cancel(),
			ended: (result, endedNs) => finish(pending, result, endedNs),
		});
		return true;
	}

	function serveWaiting(atNs: number): void {
		for (let next = waiting[0]; next !== undefined && place(next, atNs); next = waiting[0]) waiting.shift();
	}

	function giveUp(pending: Pending): void {
		const { question, slot } = pending;
		journal.write({ ...event(pending), kind: "timed-out", data: { after: question.timeoutNs } });
		waiting = waiting.filter((each) => each !== pending);
		const hasSent = slot?.hasSent ?? false;
		slot?.giveUp();
		slots = slots.filter((each) => each !== slot);
		finish(pending, { how: hasSent ? "timed-out" : "not-sent" }, timers.clock.now());
	}

	function callOff(pending: Pending): boolean {
		const { slot } = pending;
		waiting = waiting.filter((each) => each !== pending);
		const hasSent = slot?.hasSent ?? false;
		slot?.leave();
		slots = slots.filter((each) => each !== slot);
		pendings.delete(pending);
		pending.timeout?.cancel();
		serveWaiting(timers.clock.now());
		return hasSent;
	}

	function finish(pending: Pending, result: AttemptResult, atNs: number): void {
		pendings.delete(pending);
		pending.timeout?.cancel();
		pending.question.ended(result, atNs);
		serveWaiting(atNs);
	}

	return {
		ask(question) {
			const pending: Pending = { question };
			pendings.add(pending);
			pending.timeout = timers.at(question.atNs + question.timeoutNs, () => giveUp(pending));
			if (waiting.length === 0 && place(pending, question.atNs)) return;
			waiting.push(pending);
			journal.write({ ...event(pending), kind: "queued", data: { for: "connection" } });
		},
		callOff(call) {
			const pending = [...pendings].find(({ question }) => question.call === call);
			return pending === undefined ? false : callOff(pending);
		},
		get isIdle() {
			const isQuiet = [...pendings].every(({ question }) => isListening(question));
			return isQuiet && link.underWay === 0 && link.network?.isWritten !== false;
		},
		close() {
			for (const slot of slots) slot.close();
			link.addresses?.close();
			link.network?.close();
		},
	};
}
