import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { reasonPhrase } from "@roundtrip/behaviour";
import { GRAPHQL_PATH, GRAPHQL_TRANSPORT, type WebSocketSpec } from "@roundtrip/model";
import type { GraphqlSocket, GraphqlSocketUser } from "../graphql/socket.ts";
import { createWebSocketDoor, type WebSocketDoor } from "../websocket/server.ts";
import { CONTENT_AT_MOST } from "./content-reader.ts";
import type { DeskParts } from "./desk.ts";
import { createGuard } from "./guard.ts";
import { BEHIND_AT_MOST, HELD_AT_MOST } from "./holds.ts";
import { PROBLEM_TYPE, problemText } from "./problem-body.ts";
import { shownBy } from "./shown.ts";
import { socketJob } from "./socket-job.ts";
import type { ValueOf } from "./values.ts";

/** As graphql-ws has it. */
const SUBPROTOCOL_NOT_ACCEPTABLE = 4406;

export type AttachGraphql = (user: GraphqlSocketUser) => GraphqlSocket;

/** Takes an `upgrade` of Node's HTTP/1.1 server. */
export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** Attends to those who want a WebSocket. */
export interface SocketDesk {
	/** @param port where they come in */
	upgrade(port: () => number): Upgrade;
	close(): void;
}

/** @param spec what the scenario says of the server's WebSockets */
/** @param subscribe gives a WebSocket to GraphQL, where subscriptions come over those */
export function createSocketDesk(
	parts: DeskParts,
	valueFor: ValueOf,
	spec: WebSocketSpec = {},
	subscribe?: AttachGraphql,
): SocketDesk {
	const limit = Math.min(CONTENT_AT_MOST, spec.limit ?? CONTENT_AT_MOST);
	const protocols = subscribe === undefined ? [] : [GRAPHQL_TRANSPORT];
	const door = createWebSocketDoor({ limit, deflates: spec.compress, protocols });
	return {
		upgrade(port) {
			const guard = createGuard(parts.server, port);
			return (request, socket, head) => {
				// Whoever asked has gone.
				socket.on("error", () => undefined);
				const wanted = { request, socket, head };
				const isGraphql = subscribe !== undefined && request.url?.split("?", 1)[0] === GRAPHQL_PATH;
				const refusal = guard(request.headers) ?? (isGraphql ? notOpen(parts) : notHere(parts, request));
				if (refusal !== undefined) refuse(socket, refusal.status, refusal.detail);
				else if (isGraphql) takeSubscriptions(parts, door, wanted, subscribe);
				else take(parts, valueFor, door, wanted);
			};
		},
		close: door.leave,
	};
}

interface Refusal {
	readonly status: number;
	readonly detail: string;
}

function notHere({ placeOf, server, isOpen }: DeskParts, { url = "" }: IncomingMessage): Refusal | undefined {
	if (placeOf(url)?.socket === undefined) return { status: 404, detail: `${server} has no WebSocket there.` };
	return notOpen({ isOpen });
}

function notOpen({ isOpen }: Pick<DeskParts, "isOpen">): Refusal | undefined {
	return isOpen() ? undefined : { status: 503, detail: "The server is starting." };
}

interface Wanted {
	readonly request: IncomingMessage;
	readonly socket: Duplex;
	/** What came after the request. */
	readonly head: Buffer;
}

function take(
	{ placeOf, nameCall, holds, receive }: DeskParts,
	valueFor: ValueOf,
	door: WebSocketDoor,
	{ request, socket, head }: Wanted,
): void {
	const route = placeOf(request.url ?? "")?.socket;
	const release = holds.take();
	if (route === undefined || release === undefined) {
		refuse(socket, 503, `At most ${HELD_AT_MOST} streams at the same time.`);
		return;
	}
	socket.once("close", release);
	receive(
		socketJob({
			...{ route, valueFor, call: nameCall(route), over: release, shown: shownBy(request) },
			upgrade: (welcome) => door.upgrade(request, socket, head, welcome),
			refuse: (status, sentence) => refuse(socket, status, sentence),
		}),
	);
}

/** A WebSocket of GraphQL: each subscription on it is held for itself. */
function takeSubscriptions(
	{ holds }: DeskParts,
	door: WebSocketDoor,
	{ request, socket, head }: Wanted,
	subscribe: AttachGraphql,
): void {
	const release = holds.take();
	if (release === undefined) {
		refuse(socket, 503, `At most ${HELD_AT_MOST} streams at the same time.`);
		return;
	}
	socket.once("close", release);
	door.upgrade(request, socket, head, (end) => {
		if (end.protocol !== GRAPHQL_TRANSPORT) end.close(SUBPROTOCOL_NOT_ACCEPTABLE, "Subprotocol not acceptable");
		const graphql = subscribe({
			header(name) {
				const value = request.headers[name];
				return typeof value === "string" ? value : undefined;
			},
			send(text) {
				end.send(text);
				if (end.heldBytes > BEHIND_AT_MOST.bytes) end.cut();
			},
			close: (code, reason) => end.close(code, reason),
		});
		return {
			message: (content) => graphql.heard(typeof content === "string" ? content : ""),
			closed: () => graphql.closed(),
		};
	});
}

/** Answers with problem details, and ends the connection. */
function refuse(socket: Duplex, status: number, detail: string): void {
	const text = problemText(status, detail);
	const lines = [
		`HTTP/1.1 ${status} ${reasonPhrase(status)}`,
		`content-type: ${PROBLEM_TYPE}`,
		`content-length: ${Buffer.byteLength(text)}`,
		"connection: close",
	];
	socket.end(`${lines.join("\r\n")}\r\n\r\n${text}`);
}
