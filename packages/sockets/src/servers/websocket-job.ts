import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import {
	CLOSE,
	encodeResponse,
	encodeUpgradeReply,
	fieldOf,
	type HttpReply,
	PING,
	WebSocketParser,
} from "@roundtrip/behaviour";
import { type CallId, requestParts } from "@roundtrip/model";
import { bytesOf } from "../body-bytes.ts";
import { clientOf } from "../tls/client-proof.ts";
import type { WebSocketEnd } from "../websocket/end.ts";
import { createInflate } from "../websocket/inflate.ts";
import type { WebSocketDoor, WebSocketDoorOptions } from "../websocket/server.ts";
import { fieldsOf } from "./http1-job.ts";
import type { AnswerLook, Job, JobListener } from "./job.ts";

/** As ws has it, bytes. */
const MESSAGE_LIMIT = 104_857_600;

/** What a client has asked that wants its connection to become a WebSocket. */
export interface Upgrade {
	readonly request: IncomingMessage;
	readonly socket: Duplex;
	/** What came after the request. */
	readonly head: Buffer;
}

/**
 * A request for a WebSocket, which the package ws opens and speaks.
 *
 * @param spoken as the door speaks
 */
export function webSocketJob(
	call: CallId,
	door: WebSocketDoor,
	upgrade: Upgrade,
	spoken: WebSocketDoorOptions = {},
): Job {
	const { request, socket, head } = upgrade;
	const { method, path } = requestParts(`${request.method} ${request.url}`);
	let end: WebSocketEnd | undefined;
	const heard = createHearing(spoken);
	return {
		...{ call, method, path, fields: fieldsOf(request), content: Buffer.alloc(0) },
		...clientOf(request.socket),
		answer: (reply) => refuse(socket, reply),
		stream: {
			open({ fields }) {
				const protocol = fieldOf(fields, "sec-websocket-protocol");
				// What comes is counted when it comes: the library tells of a close when it is over on both sides.
				if (head.length > 0) heard.take(head);
				socket.on("data", (chunk: Buffer) => heard.take(chunk));
				door.upgrade(request, socket, head, (opened) => {
					end = opened;
					return { message: () => undefined, closed: () => heard.closed() };
				});
				const key = String(request.headers["sec-websocket-key"]);
				const { summary, size } = encodeUpgradeReply(key, protocol, spoken.deflates);
				return { summary, size };
			},
			send(item) {
				const [message] = new WebSocketParser({ from: "server" }).take(bytesOf(item).toString("latin1"));
				if (message?.is === "text") end?.send(message.text);
				return item.size;
			},
			end({ body }) {
				const [message] = new WebSocketParser({ from: "server" }).take(bytesOf(body).toString("latin1"));
				if (message?.is === "close") end?.close(message.code ?? CLOSE.normal, message.reason);
				return body.size;
			},
			ping() {
				end?.ping();
				return PING.size;
			},
			cut: () => end?.cut(),
			listen: (listener) => heard.listen(listener),
		},
	};
}

/** What comes from the client, told when somebody listens. */
interface Hearing {
	take(chunk: Buffer): void;
	closed(): void;
	listen(listener: JobListener): void;
}

function createHearing({ limit = MESSAGE_LIMIT, deflates }: WebSocketDoorOptions): Hearing {
	const inflate = deflates === true ? createInflate(limit) : undefined;
	const parser = new WebSocketParser({ from: "client", limit, inflate });
	const early: ((listener: JobListener) => void)[] = [];
	let listener: JobListener | undefined;

	function tell(what: (listener: JobListener) => void): void {
		if (listener === undefined) early.push(what);
		else what(listener);
	}

	return {
		take(chunk) {
			for (const item of parser.take(chunk.toString("latin1"))) {
				if (item.is === "text") tell((each) => each.item(Buffer.from(item.text, "utf8")));
				if (item.is === "binary") tell((each) => each.item(Buffer.from(item.octets, "latin1")));
				if (item.is === "pong") tell((each) => each.ponged?.());
				if (item.is === "failed" && item.code === CLOSE.tooBig) tell((each) => each.tooBig?.());
				if (item.is === "close") tell((each) => each.ended());
			}
		},
		closed() {
			tell((each) => each.gone());
		},
		listen(one) {
			listener = one;
			for (const what of early) what(one);
		},
	};
}

/** The connection stays as it was, and is over. */
function refuse(socket: Duplex, reply: HttpReply): AnswerLook {
	const { summary, size, head } = encodeResponse(reply, Date.now() * 1e6);
	socket.end(Buffer.concat([Buffer.from(head, "latin1"), bytesOf(reply.body)]));
	return { summary, size };
}
