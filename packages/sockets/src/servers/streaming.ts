import {
	type Body,
	bodyStart,
	CLOSE,
	type Content,
	closeCodeOf,
	closingWith,
	createPulse,
	dialectOf,
	type GatewayAnswer,
	openingOf,
	PING,
	type PublishedItem,
	type Pulse,
} from "@roundtrip/behaviour";
import { itemOf, type Nanoseconds, requestOf, responseOf, type StreamPart } from "@roundtrip/model";
import { type FromChannel, itemSummary } from "../journal/entry.ts";
import type { NodeContext } from "../node-context.ts";
import type { Timer } from "../shaper/timers.ts";
import type { JobStream } from "./job.ts";
import type { Progress } from "./progress.ts";
import { writeReplied } from "./reply.ts";

/** A stream at the server that has opened it. */
export interface Streaming {
	/** Sends an item; `from` is what was published, where it comes from a channel. */
	send(content: Content, number: number, from?: { readonly channel: string; readonly item: PublishedItem }): void;
	/** Its client ends it, when it is told that all is said. */
	readonly isClosedByClient: boolean;
	/** @param failure why it ends before its time */
	end(failure?: GatewayAnswer): void;
	/** The next item of the client's, as soon as there is one; undefined when it sends no more. */
	next(taken: (item: Buffer | undefined) => void): void;
	/**
	 * Asks at an interval whether the client is there, and ends the connection of one that isn't.
	 * @param awaits told when an answer is waited for, and when not any more
	 */
	keepAlive(everyNs: Nanoseconds, awaits: (isAwaited: boolean) => void): void;
	/** Says that the server goes away, where that can be said. */
	leave(): void;
	/** Told once when the client is gone. */
	onGone(told: () => void): void;
}

/** Begins the answer of a stream, and writes down what comes and goes on it. */
export function openStream(context: NodeContext, progress: Progress, stream: JobStream): Streaming {
	const { node, journal, timers, isUnrecorded = false } = context;
	const { job, conversation } = progress;
	const dialect = dialectOf(conversation.target.protocol);
	const inbox = createInbox();
	const leave: (() => void)[] = [];
	// What can be pinged is a WebSocket.
	const closesBoth = stream.ping !== undefined;
	/** Nothing that is said from now on leaves. */
	let isClosed = false;
	let sent = 0;
	let received = 0;
	let ponged = 0;
	let pulse: Pulse | undefined;
	let beat: Timer | undefined;
	let isAwaited = false;
	let awaited: (isAwaited: boolean) => void = () => undefined;

	function setAwaited(now: boolean): void {
		if (now !== isAwaited) awaited(now);
		isAwaited = now;
	}

	function beatNoMore(): void {
		beat?.cancel();
		setAwaited(false);
	}

	function noteSent(item: StreamPart, at: number, size: number, body: Body, published?: FromChannel): void {
		if (isUnrecorded) return;
		const { call } = job;
		const message = itemOf(responseOf(call), item);
		const closeCode = item === "end" && closesBoth ? closeCodeOf(bodyStart(body)) : undefined;
		const data = { summary: itemSummary(item, closeCode), size, body: bodyStart(body) };
		journal.write({ note: "handed", at, node, call, message, ...data, ...(published && { published }) });
	}

	function noteArrived(item: StreamPart): void {
		if (isUnrecorded) return;
		const message = itemOf(requestOf(job.call), item);
		journal.write({ note: "arrived", at: timers.clock.now(), node, call: job.call, message });
	}

	/** The client has closed, or said too much: the library has said so too, at once (RFC 6455, section 5.5.1). */
	function close(code: number): void {
		if (isClosed || progress.state === "over") return;
		isClosed = true;
		beatNoMore();
		const { body } = closingWith(code);
		noteSent("end", timers.clock.now(), body.size, body);
		if (!progress.takesItems) progress.state = "over";
		for (const told of leave) told();
	}

	function gone(): void {
		// Who has closed in order has left with that; what it said before is still worked on.
		if (isClosed && progress.takesItems) return;
		beatNoMore();
		progress.state = "over";
		for (const told of leave) told();
	}

	const at = timers.clock.now();
	const head = openingOf(conversation);
	const look = stream.open(head);
	if (!isUnrecorded) writeReplied(context, job, head.status, at, look);
	stream.listen({
		item(content) {
			received++;
			noteArrived(received);
			inbox.put(content);
		},
		tooBig() {
			received++;
			noteArrived(received);
			close(CLOSE.tooBig);
			inbox.put(undefined);
		},
		said(body) {
			if (isClosed || progress.state === "over") return;
			sent++;
			noteSent(sent, timers.clock.now(), body.size, body);
		},
		ponged() {
			ponged++;
			noteArrived(`pong${ponged}`);
			pulse?.answered();
			setAwaited(false);
		},
		ended() {
			noteArrived("end");
			if (closesBoth) close(CLOSE.normal);
			inbox.put(undefined);
		},
		gone,
	});

	return {
		isClosedByClient: stream.complete !== undefined,
		send(content, number, from) {
			if (progress.state === "over") return;
			sent++;
			const body = dialect.item(conversation, content, number, "server");
			const published = from === undefined ? undefined : { channel: from.channel, number: from.item.number };
			const sentNs = timers.clock.now();
			noteSent(sent, sentNs, stream.send(body, content, number), body, published);
		},
		end(failure) {
			if (progress.state === "over") return;
			if (stream.complete !== undefined) {
				stream.complete();
				return;
			}
			progress.state = "over";
			beatNoMore();
			if (isClosed) return;
			isClosed = true;
			const ending = dialect.end(conversation, "server", failure);
			const sentNs = timers.clock.now();
			noteSent("end", sentNs, stream.end(ending), ending.body);
		},
		keepAlive(everyNs, awaits) {
			const asked = createPulse();
			pulse = asked;
			awaited = awaits;
			const wait = (): void => {
				const nextNs = (Math.floor(timers.clock.now() / everyNs) + 1) * everyNs;
				beat = timers.at(nextNs, () => {
					if (isClosed || progress.state === "over") return;
					const nth = asked.beat();
					const atNs = timers.clock.now();
					if (nth === undefined) {
						if (!isUnrecorded) journal.write({ note: "cut", at: atNs, node, call: job.call });
						stream.cut?.();
						gone();
						return;
					}
					setAwaited(true);
					noteSent(`ping${nth}`, atNs, stream.ping?.() ?? 0, PING);
					wait();
				});
			};
			wait();
		},
		leave() {
			if (!closesBoth || isClosed || progress.state === "over") return;
			isClosed = true;
			beatNoMore();
			progress.state = "over";
			const ending = closingWith(CLOSE.goingAway);
			noteSent("end", timers.clock.now(), stream.end(ending), ending.body);
			for (const told of leave) told();
		},
		next: inbox.take,
		onGone: (told) => void leave.push(told),
	};
}

interface Inbox {
	/** @param item undefined where no more comes */
	put(item: Buffer | undefined): void;
	take(taken: (item: Buffer | undefined) => void): void;
}

function createInbox(): Inbox {
	const items: (Buffer | undefined)[] = [];
	let waiting: ((item: Buffer | undefined) => void) | undefined;
	return {
		put(item) {
			const taken = waiting;
			waiting = undefined;
			if (taken === undefined) items.push(item);
			else taken(item);
		},
		take(taken) {
			if (items.length === 0) waiting = taken;
			else taken(items.shift());
		},
	};
}
