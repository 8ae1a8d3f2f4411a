import type { Socket } from "node:net";
import type { AttemptResult } from "@roundtrip/model";
import { Client, type Dispatcher } from "undici";
import type { CallConnection, ConnectionOwner } from "../shaper/call-connection.ts";
import { ShapedConnection } from "../shaper/connection.ts";
import type { ShapedLink } from "../shaper/link.ts";
import { MeteredConnection } from "../shaper/metered-connection.ts";
import type { Question } from "./question.ts";

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
	 * @param ended not told of a call that was given up
	 */
	carry(question: Question, atNs: number, ended: Question["ended"]): void;
	/** Ends the connection and what is asked on it. */
	giveUp(): void;
	close(): void;
}

interface Carried {
	readonly question: Question;
	readonly atNs: number;
	readonly ended: Question["ended"];
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
			});
			if (carried === undefined) throw new Error("undici opened a connection that nobody asked for");
			const { question, atNs } = carried;
			const sinceNs = connection === undefined ? atNs : link.timers.clock.now();
			connection = opening;
			opening.carry(question.call, question.request.method, sinceNs);
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
		gone();
		call?.ended(result, link.timers.clock.now());
		void client.destroy();
	}

	function answered(call: Carried, result: AttemptResult): void {
		if (carried !== call) return;
		carried = undefined;
		const atNs = connection?.wasAnswered() ?? link.timers.clock.now();
		call.ended(result, atNs);
	}

	/** Anything that undici dislikes and that is no end of a connection is a fault of ours. */
	function failed(call: Carried, error: Error): void {
		if (carried !== call) return;
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
		carry(question, atNs, ended) {
			const call: Carried = { question, atNs, ended };
			carried = call;
			connection?.carry(question.call, question.request.method, atNs);
			client.dispatch(dispatchOptions(question, link.spec["keep-alive"]), {
				onRequestStart() {},
				...answerHandler((result) => answered(call, result)),
				onResponseError: (_controller, error) => failed(call, error),
			});
		},
		giveUp() {
			carried = undefined;
			connection?.giveUp();
			void client.destroy();
		},
		close() {
			carried = undefined;
			connection = undefined;
			void client.destroy();
		},
	};
}

function createConnection(link: ShapedLink, owner: ConnectionOwner): CallConnection {
	const { network } = link;
	return network === undefined ? new ShapedConnection(link, owner) : new MeteredConnection(link, network, owner);
}

function dispatchOptions(question: Question, keepAlive: boolean): Dispatcher.DispatchOptions {
	const { headers, content } = question;
	const { method, path } = question.request;
	// Without `reset: false` undici closes the connection after a HEAD, and after a GET that has content.
	return { method, path, headers: [...headers], body: content ?? null, reset: !keepAlive };
}

function answerHandler(
	answered: (result: AttemptResult) => void,
): Pick<Dispatcher.DispatchHandler, "onResponseStart" | "onResponseData" | "onResponseEnd"> {
	let result: AttemptResult = { how: "answered", status: 0 };
	return {
		onResponseStart(_controller, status, { location }) {
			result = { how: "answered", status, location: typeof location === "string" ? location : undefined };
		},
		onResponseData() {},
		onResponseEnd: () => answered(result),
	};
}
