import {
	type Conversation,
	type Deflate,
	deflatedFrame,
	isTooBig,
	subscribing,
	type TransportWord,
	transportComplete,
	transportInit,
} from "@roundtrip/behaviour";
import type { WebSocketSpec } from "@roundtrip/model";
import { given } from "../given.ts";
import type { Call } from "../links/call.ts";
import type { Item, Voice } from "../links/stream.ts";
import { type Keeper, keepAlive } from "./heartbeat.ts";
import type { Job } from "./job.ts";
import { type Welcoming, welcome } from "./welcome.ts";

/** What only those WebSockets need whose server says something of them: `websocket: { … }`. */
export interface Sockets {
	/** A WebSocket has been opened. */
	opened(server: Keeper, job: Job, spec: WebSocketSpec): void;
	/** Whether a client's item is larger than its server takes. */
	isTooBig(item: Item, limit: number): boolean;
	/** An item as it is sent, compressed where that was agreed upon. */
	item(deflate: Deflate | undefined, item: Item, from: "client" | "server"): Item;
	/** Opens one for a subscription of GraphQL, whose work begins when it is asked for. */
	welcome(strand: Welcoming, subscribed: () => void): void;
	/** A server has sent all items of a subscription. */
	complete(strand: Welcoming): void;
	/** The client's side of a subscription. */
	subscriber(conversation: Conversation, callOf: () => Call): Subscriber;
}

/** A client that subscribes over a WebSocket. */
export interface Subscriber {
	opened(voice: Voice): void;
	/** Something has come that is no item; true where all is said. */
	heard(says: TransportWord): boolean;
	/** It wants no more. */
	leaves(): void;
}

export const SOCKETS: Sockets = {
	opened(server, job, { ping }) {
		if (ping !== undefined) keepAlive(server, job, ping);
	},
	isTooBig: ({ body, plain = body }, limit) => isTooBig(plain.octets ?? "", limit),
	item(deflate, item, from) {
		const body = deflatedFrame(item.body, from, given(deflate, "compressed messages"));
		return body === item.body ? item : { body, number: item.number, plain: item.body };
	},
	welcome,
	complete({ job, lastSeq }) {
		const body = transportComplete(job.call.conversation, "server");
		job.back.item({ body, number: 0, says: "complete" }, [lastSeq]);
	},
	subscriber(conversation, callOf) {
		let voice: Voice | undefined;
		let hasSubscribed = false;
		const say = (body: Item["body"], number: number): void => voice?.item({ body, number }, [callOf().lastSeq]);
		return {
			opened(opened) {
				voice = opened;
				say(transportInit(conversation), 1);
			},
			heard(says) {
				if (says !== "connection_ack") return true;
				hasSubscribed = true;
				say(subscribing(conversation), 2);
				return false;
			},
			leaves() {
				if (hasSubscribed) say(transportComplete(conversation, "client"), 3);
			},
		};
	},
};
