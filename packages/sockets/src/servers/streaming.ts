import {
	type Body,
	bodyStart,
	type Content,
	dialectOf,
	type GatewayAnswer,
	openingOf,
	type PublishedItem,
} from "@roundtrip/behaviour";
import { itemOf, requestOf, responseOf } from "@roundtrip/model";
import { type FromChannel, itemSummary } from "../journal/entry.ts";
import type { NodeContext } from "../node-context.ts";
import type { JobStream } from "./job.ts";
import type { Progress } from "./progress.ts";
import { writeReplied } from "./reply.ts";

/** A stream at the server that has opened it. */
export interface Streaming {
	/** Sends an item; `from` is what was published, where it comes from a channel. */
	send(content: Content, number: number, from?: { readonly channel: string; readonly item: PublishedItem }): void;
	/** @param failure why it ends before its time */
	end(failure?: GatewayAnswer): void;
	/** The next item of the client's, as soon as there is one; undefined when it sends no more. */
	next(taken: (item: Buffer | undefined) => void): void;
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
	const closesBoth = conversation.target.protocol === "websocket";
	/** Nothing that is said from now on leaves. */
	let isClosed = false;
	let sent = 0;
	let received = 0;

	function noteSent(item: number | "end", at: number, size: number, body: Body, published?: FromChannel): void {
		if (isUnrecorded) return;
		const { call } = job;
		const message = itemOf(responseOf(call), item);
		const data = { summary: itemSummary(item), size, body: bodyStart(body) };
		journal.write({ note: "handed", at, node, call, message, ...data, ...(published && { published }) });
	}

	function noteArrived(item: number | "end"): void {
		if (isUnrecorded) return;
		const message = itemOf(requestOf(job.call), item);
		journal.write({ note: "arrived", at: timers.clock.now(), node, call: job.call, message });
	}

	/** The client has closed: its library has said so too, at once (RFC 6455, section 5.5.1). */
	function close(): void {
		if (isClosed || progress.state === "over") return;
		isClosed = true;
		const { body } = dialect.end(conversation, "server");
		noteSent("end", timers.clock.now(), body.size, body);
		if (!progress.takesItems) progress.state = "over";
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
		ended() {
			noteArrived("end");
			if (closesBoth) close();
			inbox.put(undefined);
		},
		gone() {
			// Who has closed in order has left with that; what it said before is still worked on.
			if (isClosed && progress.takesItems) return;
			progress.state = "over";
			for (const told of leave) told();
		},
	});

	return {
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
			progress.state = "over";
			if (isClosed) return;
			isClosed = true;
			const ending = dialect.end(conversation, "server", failure);
			const sentNs = timers.clock.now();
			noteSent("end", sentNs, stream.end(ending), ending.body);
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
