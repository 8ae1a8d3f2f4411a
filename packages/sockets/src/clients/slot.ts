import type { Socket } from "node:net";
import { Readable } from "node:stream";
import { binaryBody, type HttpReply, isSocket } from "@roundtrip/behaviour";
import type { AttemptResult } from "@roundtrip/model";
import { Client, type Dispatcher } from "undici";
import { isParseError, isReadable } from "../readable.ts";
import type { CallConnection, Carriage, ConnectionOwner } from "../shaper/call-connection.ts";
import { ShapedConnection } from "../shaper/connection.ts";
import type { ShapedLink } from "../shaper/link.ts";
import type { FlowingMessage } from "../shaper/message-flow.ts";
import { MeteredConnection } from "../shaper/metered-connection.ts";
import { type AskedStream, createAskedStream } from "./asked-stream.ts";
import { fieldsOf } from "./header-fields.ts";
import { type Question, resultOf } from "./question.ts";

/** Room for one connection at a time, and one request at a time on it. */
export interface Slot {
	/** Its connection is open and does nothing. */
	readonly isIdle: boolean;
	/** The request that it carries has begun to leave. */
	readonly hasSent: boolean;
	/**
	 * Makes a call, on a connection that it opens where it has none.
	 *
	 * @param atNs since when the connection, if there is one, is the call's
	 */
	carry(question: Question, atNs: number, told: CallUser): void;
	/** Ends the connection and what is asked on it. */
	giveUp(): void;
	/** The same, because what was asked is answered elsewhere. */
	leave(): void;
	close(): void;
}

/** Who is told of a call. */
export interface CallUser {
	/** A stream has begun: from now on it may be silent. */
	begun(): void;
	/** Not told of a call that was given up. */
	ended: Question["ended"];
}

interface Carried {
	readonly question: Question;
	readonly atNs: number;
	readonly told: CallUser;
	readonly stream: AskedStream | undefined;
}

/** As long as undici takes: nobody's patience but the scenario's ends a connection. */
const FOR_EVER_MS = 2_147_483_647;

/** @param gone called when the slot's connection is over and the slot with it */
export function createSlot(link: ShapedLink, gone: () => void): Slot {
	let connection: CallConnection | undefined;
	let carried: Carried | undefined;

	const client = new Client("http://127.0.0.1", {
		pipelining: 1,
		keepAliveTimeout: FOR_EVER_MS,
		keepAliveMaxTimeout: FOR_EVER_MS,
		headersTimeout: 0,
		bodyTimeout: 0,
		connect(_options, opened) {
			const opening: CallConnection = createConnection(link, {
				refused: () => over({ how: "refused" }),
				ended: () => connectionEnded(opening),
				arrived: (message) => arrived(message),
			});
			if (carried === undefined) throw new Error("undici opened a connection that nobody asked for");
			const { question, atNs } = carried;
			const sinceNs = connection === undefined ? atNs : link.timers.clock.now();
			connection = opening;
			opening.carry(carriageOf(question), sinceNs);
			// undici uses nothing of a net.Socket that a Duplex has not.
			opening.open(sinceNs, (error) =>
				error === null ? opened(null, opening as unknown as Socket) : opened(error, null),
			);
		},
	});

	function connectionEnded(ended: CallConnection): void {
		if (ended !== connection) return;
		// undici had not yet written the request to the connection that it kept: it opens another for it.
		if (carried !== undefined && !ended.hasSent) return;
		over({ how: "reset" });
	}

	/** Its connection is over, and with it the call, if there is one. */
	function over(result: AttemptResult): void {
		const call = carried;
		carried = undefined;
		call?.stream?.close();
		gone();
		call?.told.ended(result, link.timers.clock.now());
		void client.destroy();
	}

	/** Something of a stream is here. */
	function arrived(message: FlowingMessage): void {
		if (carried === undefined) return;
		const { stream, told } = carried;
		if (message.isHead) {
			told.begun();
			stream?.opened(statusOf(message));
		} else if (message.item !== "end") stream?.item(message.body);
	}

	/** Its asker has had enough of a stream. */
	function leave(): void {
		const leaving = connection;
		const call = carried;
		connection = undefined;
		carried = undefined;
		leaving?.leave();
		gone();
		call?.told.ended({ how: "left" }, link.timers.clock.now());
		void client.destroy();
	}

	function answered(call: Carried, result: AttemptResult, isLast: boolean): void {
		if (carried !== call) return;
		carried = undefined;
		call.stream?.close();
		const atNs = connection?.wasAnswered(isLast) ?? link.timers.clock.now();
		call.told.ended(result, atNs);
	}

	/** Anything that undici dislikes and that is no end of a connection is a fault of ours. */
	function failed(call: Carried, error: Error): void {
		// Its connection tells of what is no HTTP.
		if (carried !== call || isParseError(error)) return;
		carried = undefined;
		queueMicrotask(() => {
			throw error;
		});
	}

	return {
		get isIdle() {
			return carried === undefined && connection?.isOpen === true;
		},
		get hasSent() {
			return connection?.hasSent ?? false;
		},
		carry(question, atNs, told) {
			const wish = question.stream;
			// Over HTTP/1.1 nothing but the request goes to the server.
			const carrier = { send: () => undefined, end: () => undefined, leave };
			const stream = wish === undefined ? undefined : createAskedStream(wish, link.timers, carrier);
			const call: Carried = { question, atNs, told, stream };
			carried = call;
			connection?.carry(carriageOf(question), atNs);
			client.dispatch(dispatchOptions(question, link.spec["keep-alive"]), {
				onRequestStart() {},
				...answerHandler(
					question,
					(result, isLast) => answered(call, result, isLast),
					() => {
						if (carried === call) connection?.breakOff();
					},
				),
				onResponseError: (_controller, error) => failed(call, error),
			});
		},
		giveUp() {
			carried?.stream?.close();
			carried = undefined;
			connection?.giveUp();
			void client.destroy();
		},
		leave() {
			carried = undefined;
			connection?.leave();
			void client.destroy();
		},
		close() {
			carried?.stream?.close();
			carried = undefined;
			connection = undefined;
			void client.destroy();
		},
	};
}

export function createConnection(link: ShapedLink, owner: ConnectionOwner): CallConnection {
	const { network } = link;
	return network === undefined ? new ShapedConnection(link, owner) : new MeteredConnection(link, network, owner);
}

export function carriageOf({ call, request, stream }: Question): Carriage {
	const conversation = stream?.conversation;
	const protocol = conversation !== undefined && isSocket(conversation) ? "websocket" : conversation?.target.protocol;
	return { call, method: request.method, stream: protocol };
}

/** Of the head of an answer. */
export function statusOf({ summary }: FlowingMessage): number {
	return Number(summary.slice(0, 3));
}

function dispatchOptions(question: Question, keepAlive: boolean): Dispatcher.DispatchOptions {
	const { headers, content } = question;
	const { method, path, isStreamed } = question.request;
	// What has no length at first sight is sent in chunks.
	const body = isStreamed === true ? Readable.from(content === undefined ? [] : [content]) : (content ?? null);
	// Without `reset: false` undici closes the connection after a HEAD, and after a GET that has content.
	return { method, path, headers: [...headers], body, reset: !keepAlive };
}

function answerHandler(
	question: Question,
	answered: (result: AttemptResult, isLast: boolean) => void,
	unreadable: () => void,
): Pick<Dispatcher.DispatchHandler, "onResponseStart" | "onResponseData" | "onResponseEnd"> {
	let head: Pick<HttpReply, "status" | "fields"> = { status: 0, fields: [] };
	const chunks: Buffer[] = [];
	let isLast = false;
	let isRead = false;
	let isSpoilt = false;
	return {
		onResponseStart(_controller, status, headers) {
			head = { status, fields: fieldsOf(headers) };
			isLast = headers.connection === "close";
		},
		onResponseData(_controller, chunk) {
			if (!isRead) isSpoilt = !isReadable(head.fields, chunk, false);
			isRead = true;
			const isWanted = question.conversation !== undefined || question.keepsReply === true;
			if (isWanted && question.stream === undefined) chunks.push(chunk);
		},
		onResponseEnd(_controller, trailers) {
			if (isSpoilt) {
				unreadable();
				return;
			}
			const body = binaryBody(Buffer.concat(chunks).toString("latin1"));
			const reply = { ...head, body, trailers: fieldsOf(trailers ?? {}) };
			answered(resultOf(question, reply), isLast);
		},
	};
}
