/**
 * Names that are the same in every world, so that traces align without guessing.
 *
 * A call is one request with its answer over one link: `e1.2` is the second attempt of exchange 1,
 * `e1.2/1` the first query that the server made for it. A message is a call with its direction:
 * `e1.2>` is the request, `e1.2<` the response. Where one of them is a stream, that is its beginning, `e1.2<3` the
 * third item that follows it, and `e1.2<end` its end. `e1.2<ping1` and `e1.2>pong1` are what the ends of a WebSocket say to
 * each other beside the items, counted for themselves.
 *
 * What is asked on the way, and stands in no route, has a letter before its number, so that it shifts no other: `e1.2/s1` is
 * a client's sign-in before it asks, `e1.2/k1` the fetch of an issuer's keys by the server that was asked. So has a copy of
 * a request that somebody on the way has made: `e1.2/d1` is the first of `e1.2`, and what is done for it is `e1.2/d1/1`.
 */
export type CallId = string;
export type MessageId = string;

const MESSAGE = /^e[1-9]\d{0,8}\.[1-9]\d{0,3}(\/[skd]?[1-9]\d{0,3}){0,8}[<>]((ping|pong)?[1-9]\d{0,4}|end)?$/;

export function isMessageId(text: string): text is MessageId {
	return MESSAGE.test(text);
}

const CALL = /^e[1-9]\d{0,8}\.[1-9]\d{0,3}(\/[skd]?[1-9]\d{0,3}){0,8}$/;

export function isCallId(text: string): text is CallId {
	return CALL.test(text);
}

/** The call of one attempt of an exchange; both count from 1. */
export function attemptCall(exchange: number, attempt: number): CallId {
	return `e${exchange}.${attempt}`;
}

/** The nth call (from 1) that a node makes to answer another. */
export function subCall(call: CallId, nth: number): CallId {
	return `${call}/${nth}`;
}

/** The nth call (from 1) with which a client gets what it has to show before it can make another. */
export function signInCall(call: CallId, nth: number): CallId {
	return `${call}/s${nth}`;
}

/** The nth call (from 1) with which a server gets the keys that it checks tokens by. */
export function keysCall(call: CallId, nth: number): CallId {
	return `${call}/k${nth}`;
}

/** The nth copy (from 1) of a call's request, which comes to whoever is asked as a call of its own. */
export function copyCall(call: CallId, nth: number): CallId {
	return `${call}/d${nth}`;
}

/** Whether a call is a copy of another; what is done for a copy is none. */
export function isCopy(call: CallId): boolean {
	return call[call.lastIndexOf("/") + 1] === "d";
}

/** The call as it would be named if nothing had come twice: `e1.2/1` of `e1.2/d1/1`. */
export function originalOf(call: CallId): CallId {
	return call.includes("/d") ? call.replace(/\/d\d+/g, "") : call;
}

/** What a call is for that stands in no route; undefined for any other. */
export function asideOf(call: CallId): "sign-in" | "keys" | undefined {
	const of = originalOf(call);
	const kind = of[of.lastIndexOf("/") + 1];
	return kind === "s" ? "sign-in" : kind === "k" ? "keys" : undefined;
}

export function requestOf(call: CallId): MessageId {
	return `${call}>`;
}

export function responseOf(call: CallId): MessageId {
	return `${call}<`;
}

/** What follows the beginning of a stream: its nth item (from 1), its end, or whether somebody is there, and the answer to that. */
export type StreamPart = number | "end" | `${"ping" | "pong"}${number}`;

/** What follows a message, which is the one that a stream begins with. */
export function itemOf(message: MessageId, item: StreamPart): MessageId {
	return `${message}${item}`;
}

/** What a call or message name says. */
export interface CallParts {
	readonly call: CallId;
	readonly exchange: number;
	readonly attempt: number;
	/** The call that this one was made for, by whoever was asked; undefined for an attempt of a client, and for copies of one. */
	readonly parent?: CallId;
	readonly direction?: "request" | "response";
	/** Of a stream's message: which part of it. */
	readonly item?: StreamPart;
}

/** Takes the name of a call or message apart. */
export function callParts(name: CallId): CallParts {
	const sign = Math.max(name.indexOf(">"), name.indexOf("<"));
	const call = sign < 0 ? name : name.slice(0, sign);
	const item = sign < 0 ? "" : name.slice(sign + 1);
	const slash = call.indexOf("/");
	const root = slash < 0 ? call : call.slice(0, slash);
	const dot = root.indexOf(".");
	const parts: { -readonly [Part in keyof CallParts]: CallParts[Part] } = {
		call,
		exchange: Number(root.slice(1, dot)),
		attempt: Number(root.slice(dot + 1)),
	};
	const parent = slash < 0 ? undefined : parentOf(call);
	if (parent !== undefined) parts.parent = parent;
	if (sign >= 0) parts.direction = name[sign] === ">" ? "request" : "response";
	if (item !== "") parts.item = partOf(item);
	return parts;
}

function partOf(item: string): StreamPart {
	const number = Number(item);
	// What is no number is one of the words, as the name is one.
	return Number.isNaN(number) ? (item as StreamPart) : number;
}

/** Whether a part of a stream says something of the connection alone. */
export function isHeartbeat(part: StreamPart | undefined): part is `${"ping" | "pong"}${number}` {
	return typeof part === "string" && part !== "end";
}

/** A copy was made for what its original was made for. */
function parentOf(call: CallId): CallId | undefined {
	let of = call;
	while (isCopy(of)) of = of.slice(0, of.lastIndexOf("/"));
	const slash = of.lastIndexOf("/");
	return slash < 0 ? undefined : of.slice(0, slash);
}
