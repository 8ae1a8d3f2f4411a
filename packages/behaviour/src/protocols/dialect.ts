import type { ApiProtocol, CallId, DataRef, RequestTarget, RouteShape, Types } from "@roundtrip/model";
import type { Body } from "../messages/body.ts";
import type { Content } from "../messages/content.ts";
import type { Failure } from "../messages/failure.ts";
import type { HeaderField, HttpReply, HttpRequest } from "../messages/http-message.ts";

/** What is asked for in one protocol. */
export type TargetOf<Protocol extends ApiProtocol> = RequestTarget & { readonly protocol: Protocol };

/** What a protocol has to know of a conversation to write its messages. */
export interface Conversation<Protocol extends ApiProtocol = ApiProtocol> {
	readonly types: Types;
	/** What is asked for. */
	readonly target: TargetOf<Protocol>;
	/** The records of the route's answer, or of its items. */
	readonly data: DataRef | undefined;
	/** Who sends items. Neither: one request, one answer. */
	readonly shape: RouteShape;
	readonly call: CallId;
	readonly isSecured: boolean;
	/** Where all randomness comes from. */
	readonly seed: number;
	/** How long a client of events waits before it comes back, in whole milliseconds, as the server says; undefined where it doesn't. */
	readonly retryMs?: number | undefined;
	/** What is spoken over a WebSocket where the protocol has another carrier as well. */
	readonly subprotocol?: string | undefined;
	/** Whether a WebSocket's messages are compressed. */
	readonly deflates?: boolean | undefined;
	/** What is left of the time that the client allows, in whole milliseconds; undefined where it says none. */
	readonly deadlineMs?: number | undefined;
}

/** What ends one direction of a stream, beside the end of its content. */
export interface Ending {
	readonly body: Body;
	readonly trailers: readonly HeaderField[];
	/** By which a WebSocket ends. */
	readonly closeCode?: number;
}

/** Writes the messages of one protocol above HTTP, as the libraries do that people use for it. */
export interface Dialect<Protocol extends ApiProtocol = ApiProtocol> {
	/**
	 * The request. Where the client sends items, it is the beginning alone.
	 * @param resumeAfter number of the last item that a client has which comes back to a stream
	 */
	ask(conversation: Conversation<Protocol>, content: Content, resumeAfter?: number): HttpRequest;
	/** The answer of a conversation without items. */
	answer(conversation: Conversation<Protocol>, status: number, content: Content): HttpReply;
	/**
	 * What an answer means as a status of HTTP: some protocols answer 200 whatever became of the call, and say it in the
	 * content or behind it.
	 */
	meaning(reply: HttpReply): number;
	/** How the server begins a stream. */
	open(conversation: Conversation<Protocol>): HttpReply;
	/**
	 * The bytes of an item in the stream's content: framing of the protocol included, of HTTP's not.
	 * @param nth from 1 in its direction
	 */
	item(conversation: Conversation<Protocol>, content: Content, nth: number, from: "client" | "server"): Body;
	/** @param failure why the server can't go on */
	end(conversation: Conversation<Protocol>, from: "client" | "server", failure?: Failure): Ending;
}
