import {
	type Content,
	closingWith,
	dialectOf,
	type GatewayAnswer,
	type HttpReply,
	isSocket,
	isTooBig,
	NO_CONTENT,
	openingOf,
	sentenceOf,
	transportComplete,
} from "@roundtrip/behaviour";
import { type AttemptResult, type CallId, subCall } from "@roundtrip/model";
import { type CallDraft, createCall, ofCall } from "../links/call.ts";
import type { Item } from "../links/stream.ts";
import type { Moment } from "../moment.ts";
import { diesAt } from "../own-death.ts";
import { keepAlive } from "./heartbeat.ts";
import { ItemNumbers } from "./item-numbers.ts";
import { itemOf } from "./item-of.ts";
import type { Job } from "./job.ts";
import { reply } from "./reply.ts";
import type { RouteServer } from "./route-server.ts";

/** What a call to another node is made of, beside what follows from whom it is made for. */
export type SubCallDraft = Pick<CallDraft, "question" | "conversation" | "content" | "steps">;

/** What is recorded of an event, beside whom it is of. */
type Told<Kind extends Moment["kind"]> = Pick<Extract<Moment, { readonly kind: Kind }>, "kind" | "data">;

/** Told how a call ended, with its answer where there is one. */
export type CallEnded = (result: AttemptResult, answer: HttpReply | undefined) => void;

/** `aborted`: the database has undone its transaction. `unreachable`: nothing more can be said to it. */
export type CallFailure = "aborted" | "unreachable" | "elsewhere";

/** A transaction of a strand. */
interface StrandTransaction {
	/** The call that began it. */
	readonly id: CallId;
	/** A call within it has failed. */
	failed(answer: GatewayAnswer, how: CallFailure): void;
}

function nothing(): void {}

/** One thing after the other that a server does for a request. A stream can have several strands side by side. */
export class Strand {
	readonly server: RouteServer;
	readonly job: Job;
	/** The last event of this strand; the next one is its consequence. */
	lastSeq: number;
	/** What the client has sent last, and the item that was waited for. */
	content: Content;
	waitedFor: Content = NO_CONTENT;
	/** Amounts that were read, by database and name. */
	readonly amounts: Map<string, Map<string, number>> = new Map();
	/** It works on what the client has sent, and goes on to do so when that has closed in order. */
	takesItems = false;
	/** The one that is open. */
	transaction: StrandTransaction | undefined;

	constructor(server: RouteServer, job: Job, from: Pick<Strand, "lastSeq" | "content">) {
		this.server = server;
		this.job = job;
		this.lastSeq = from.lastSeq;
		this.content = from.content;
	}

	/** Another strand that begins here. */
	branch(): Strand {
		return new Strand(this.server, this.job, this);
	}

	/** Whether anything more may happen for the request: its server lives, and the client listens where it has to. */
	get goesOn(): boolean {
		const { state, inbox } = this.job;
		if (!this.server.answering.isAlive(this.job) || state === "over") return false;
		return inbox?.isGone !== true || (this.takesItems && inbox.isClosed);
	}

	/** Whether whoever waits for an answer has given up by now, as the request said it would. */
	get isTooLate(): boolean {
		const { state, wantedUntilNs } = this.job;
		return state === "unanswered" && this.server.world.kernel.now >= wantedUntilNs;
	}

	get numbers(): ItemNumbers {
		const { job } = this;
		job.numbers ??= new ItemNumbers(job.call.question);
		return job.numbers;
	}

	/** Does something later, if it then still goes on. */
	later(delayNs: number, action: () => void): void {
		this.server.world.later(delayNs, () => {
			if (this.goesOn) action();
		});
	}

	published(data: Extract<Moment, { readonly kind: "published" }>["data"]): number {
		return this.#record({ kind: "published", data });
	}

	/** The request is held until an item of a channel comes, and needs no worker until then. */
	waits(): void {
		this.#record({ kind: "queued", data: { for: "item" } });
		this.release();
	}

	#record(what: Told<"published"> | Told<"queued">): number {
		const { world, name } = this.server;
		this.lastSeq = world.record({ ...ofCall(this.job.call, name), causes: [this.lastSeq], ...what });
		return this.lastSeq;
	}

	/** Records what becomes of the request before its steps are done. */
	note<Kind extends "queued" | "denied" | "keyed">(
		kind: Kind,
		data: Extract<Moment, { readonly kind: Kind }>["data"],
	): void {
		const { world, name } = this.server;
		// The compiler can't follow that the data is the kind's.
		const moment = { ...ofCall(this.job.call, name), kind, causes: [this.lastSeq], data } as Moment;
		this.lastSeq = world.record(moment);
	}

	/** A database has made something lasting for the request, and says so: the server may be meant to die of it. */
	committed(next: () => void): void {
		const { world, name } = this.server;
		if (!diesAt(world, name, "committed", this.job.call.id, [this.lastSeq])) next();
	}

	/** Answers as a whole. */
	reply(answer: HttpReply): void {
		const { job } = this;
		job.lastSeq = this.lastSeq;
		job.state = "answered";
		reply(this.server.world, this.server.name, job, answer);
		this.lastSeq = job.lastSeq;
	}

	/** Begins the stream, unless it has begun. It needs no worker from then on. */
	open(): void {
		const { job } = this;
		if (job.state !== "unanswered") return;
		this.reply(openingOf(job.call.conversation));
		job.state = "open";
		if (isSocket(job.call.conversation)) {
			this.server.open?.add(job);
			const { websocket } = this.server.spec;
			const limit = websocket?.limit;
			const isOver =
				limit === undefined ? undefined : ({ body, plain = body }: Item) => isTooBig(plain.octets ?? "", limit);
			job.inbox?.whenClosed((seq, code) => this.#closed(seq, code), isOver);
			if (websocket?.ping !== undefined) keepAlive(this.server, job, websocket.ping);
		}
		this.release();
	}

	/**
	 * The client has closed, or has said too much at once: the library says so too, at once, and nothing that is said later
	 * leaves (RFC 6455, section 5.5.1).
	 */
	#closed(seq: number, code: number): void {
		const { job } = this;
		if (job.state !== "open") return;
		job.state = "closed";
		job.back.end(closingWith(code), [seq]);
	}

	/** Sends an item on the stream. */
	send(content: Content, number: number, causes: readonly number[]): void {
		if (!this.goesOn) return;
		const { back, call } = this.job;
		const { conversation } = call;
		const body = dialectOf(conversation.target.protocol).item(conversation, content, number, "server");
		back.item(itemOf(this.server.world, conversation, { body, number }, "server"), causes);
	}

	/** The worker has nothing more to do for it. */
	release(): void {
		this.job.lastSeq = this.lastSeq;
		this.server.answering.finished(this.job);
	}

	/**
	 * All is done: a stream ends, and any worker is free.
	 * @param failure why it ends before its time
	 */
	finish(failure?: GatewayAnswer): void {
		const { job } = this;
		const { conversation } = job.call;
		if (job.state === "open" && conversation.subprotocol !== undefined) {
			// Its client closes.
			const body = transportComplete(conversation, "server");
			job.back.item({ body, number: 0, says: "complete" }, [this.lastSeq]);
			this.release();
			return;
		}
		if (job.state === "open") {
			job.back.end(dialectOf(conversation.target.protocol).end(conversation, "server", failure), [this.lastSeq]);
		}
		job.state = "over";
		this.server.open?.delete(job);
		this.release();
	}

	/**
	 * A call to another node has failed: whoever waits for an answer gets it, and nothing more is done. In a transaction
	 * that is for the transaction to say.
	 */
	fail(answer: GatewayAnswer, how: CallFailure = "elsewhere"): void {
		const { job, transaction } = this;
		if (transaction !== undefined) {
			this.transaction = undefined;
			transaction.failed(answer, how);
			return;
		}
		const { status, text } = answer;
		if (job.state === "unanswered") this.reply(sentenceOf(job.call.conversation, status, text));
		this.finish(answer);
	}

	/**
	 * Makes the next call for the request.
	 * @param ended told how it ended, if it still matters
	 * @param after told before that, also where nobody listens any more
	 */
	call(to: string, draft: (id: CallId) => SubCallDraft, ended: CallEnded, after: () => void = nothing): void {
		const { job, server } = this;
		job.calls++;
		const { call: root } = job;
		const id = subCall(root.id, job.calls);
		const { exchange, attempt } = root;
		const { question, conversation, content, steps } = draft(id);
		const call = createCall({
			id,
			exchange,
			attempt,
			question,
			conversation,
			content,
			steps,
			lastSeq: this.lastSeq,
			ended: (result, seq) => {
				this.lastSeq = seq;
				if (server.answering.isAlive(job)) after();
				if (this.goesOn) ended(result, call.reply);
			},
		});
		server.callerTo(to).ask(call, server.spec.timeout);
	}

	/** Makes a call that no step of the route stands for; `told` its answer, if one came. */
	callAside(to: string, id: CallId, draft: SubCallDraft, told: (reply: HttpReply | undefined) => void): void {
		const { job, server } = this;
		const { exchange, attempt } = job.call;
		const call = createCall({
			...{ id, exchange, attempt, ...draft, lastSeq: this.lastSeq },
			ended: (_result, seq) => {
				this.lastSeq = seq;
				// What is got is for others as well, whatever became of this request; not for a server that has died.
				if (server.answering.isAlive(job)) told(call.reply);
			},
		});
		server.callerTo(to).ask(call, server.spec.timeout);
	}
}
