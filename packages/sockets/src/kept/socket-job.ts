import { PING, WebSocketParser } from "@roundtrip/behaviour";
import { type CallId, requestParts } from "@roundtrip/model";
import { bytesOf } from "../body-bytes.ts";
import type { Job, JobListener } from "../servers/job.ts";
import type { WebSocketEnd, WebSocketOwner } from "../websocket/end.ts";
import { BEHIND_AT_MOST } from "./holds.ts";
import { NO_LOOK } from "./job.ts";
import { understand } from "./said.ts";
import type { Shown } from "./shown.ts";
import type { ValueOf } from "./values.ts";

/** The connection broke without a close (RFC 6455, section 7.1.5). */
const BROKEN = 1006;

/** Too much for this server now (registered with IANA for RFC 6455). */
const TRY_AGAIN_LATER = 1013;

export interface SocketJobParts {
	readonly route: string;
	readonly call: CallId;
	readonly valueFor: ValueOf;
	/** Opens it; gives nothing where it is none that is allowed. */
	readonly upgrade: (welcome: (end: WebSocketEnd) => WebSocketOwner) => void;
	/** Answers the request otherwise. */
	readonly refuse: (status: number, sentence: string) => void;
	readonly shown: Shown;
	/** Told when it is over. */
	readonly over: () => void;
}

/** A WebSocket that a stranger has asked for. */
export function socketJob({ route, call, valueFor, upgrade, refuse, shown, over }: SocketJobParts): Job {
	let end: WebSocketEnd | undefined;
	let behind = 0;
	let listener: JobListener | undefined;
	let isAsked = false;

	function message(content: string | Uint8Array): void {
		behind++;
		if (behind > BEHIND_AT_MOST.items) end?.close(TRY_AGAIN_LATER, "too many messages at once");
		else listener?.item(Buffer.from(content));
	}

	function closed(code: number): void {
		over();
		// Who closes in order has said something before that is still to be worked on.
		if (code !== BROKEN) listener?.ended();
		listener?.gone();
	}

	return {
		...{ ...requestParts(route), call, route, content: Buffer.alloc(0), ...shown },
		understand(content) {
			behind--;
			return understand(content);
		},
		answer({ status, body }) {
			refuse(status, (body.text ?? "").trim());
			over();
			return NO_LOOK;
		},
		stream: {
			open() {
				isAsked = true;
				upgrade((opened) => {
					end = opened;
					return { message, pong: () => listener?.ponged?.(), closed };
				});
				if (end === undefined) over();
				return NO_LOOK;
			},
			send(item, meant, number) {
				const value = valueFor(meant, number);
				end?.send(typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value));
				if ((end?.heldBytes ?? 0) > BEHIND_AT_MOST.bytes) end?.cut();
				return item.size;
			},
			end({ body }) {
				const [closing] = new WebSocketParser({ from: "server" }).take(bytesOf(body).toString("latin1"));
				if (closing?.is === "close") end?.close(closing.code, closing.reason);
				return 0;
			},
			ping() {
				end?.ping();
				return PING.size;
			},
			cut: () => end?.cut(),
			listen(one) {
				listener = one;
				if (isAsked && end === undefined) one.gone();
			},
		},
	};
}
