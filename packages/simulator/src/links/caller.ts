import type { HttpReply } from "@roundtrip/behaviour";
import type { CallId } from "@roundtrip/model";
import type { Call } from "./call.ts";
import type { Link } from "./link.ts";
import type { RequestListener, Voice } from "./stream.ts";

/** The asking end of one link, whatever the detail in which the link is simulated. */
export interface Caller {
	readonly link: Link;
	/** Begins a call; its `ended` is told how it ended, within the timeout. */
	ask(call: Call, timeoutNs: number): void;
	/** Whoever made the call has had enough of the stream that answers it. */
	leave(call: Call): void;
	/** This end's own machine or process died: everything here is gone, and nobody is told how calls ended. */
	askerDied(): void;
	askerRevived(): void;
	/** The other end's died, by this event. The machines' states say how. */
	answererDied(crashSeq: number): void;
	answererRevived(): void;
}

/** The answering end of a link. */
export interface Answerer {
	/** A request has wholly arrived, or its beginning where it is open; `back` is the way of its answer. */
	receive(call: Call, back: ReturnWay, deliveredSeq: number): void;
	/** It is about to be stopped, and says goodbye. */
	leave?(): void;
	/** Its machine died: everything here is gone. */
	die(): void;
	/** A database whose replica takes over: what was committed after a time, ns, isn't there, and is told. */
	forgetSince?(timeNs: number): readonly LostCommit[];
}

/** An effect that was committed and is gone. */
export interface LostCommit {
	readonly exchange: number;
	readonly attempt: number;
	readonly call: CallId;
	readonly effect: string;
	/** The event of its commit. */
	readonly seq: number;
}

/** The way back to whoever made a call. */
export interface ReturnWay extends Voice {
	/** Sends the answer, for what it is worth; where it is open, items follow. */
	send(reply: HttpReply, causes: readonly number[]): void;
	/** Asks for the nth time whether the asking end is there, whose library answers that by itself. */
	ping(nth: number, causes: readonly number[]): void;
	/** Ends the connection without a word, as the asking end counts as gone. */
	cut(causes: readonly number[]): void;
	/** Says who is to hear what follows the request; asked for at once when the request is received, or never. */
	listen(listener: RequestListener): void;
}
