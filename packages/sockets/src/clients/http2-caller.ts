import { createHpackEncoder } from "@roundtrip/behaviour";
import type { AttemptResult } from "@roundtrip/model";
import { ofCall } from "../journal/entry.ts";
import type { ShapedLink } from "../shaper/link.ts";
import type { ModelledNetwork } from "../shaper/modelled-network.ts";
import type { Timer } from "../shaper/timers.ts";
import type { Caller } from "./caller.ts";
import type { Encoders } from "./encoders.ts";
import { Http2Connection } from "./http2-connection.ts";
import { Http2Exchange } from "./http2-exchange.ts";
import { isListening, type Question } from "./question.ts";

/** A call that is not over. */
interface Pending {
	readonly question: Question;
	exchange?: Http2Exchange;
	timeout?: Timer;
}

/** Asks over a link with Node's HTTP/2 client: one connection for all calls, each on a stream of its own. */
export function createHttp2Caller(link: ShapedLink, network: ModelledNetwork): Caller {
	const { journal, timers, from } = link;
	const pending = new Set<Pending>();
	let connection: Http2Connection | undefined;
	let encoders: Encoders = newEncoders();

	function event(each: Pending) {
		return { ...ofCall(each.question.call), at: timers.clock.now(), node: from };
	}

	function connect(opener: Pending, atNs: number): void {
		encoders = newEncoders();
		const opening = new Http2Connection(link, network, opener.question.call, {
			ready: (readyNs) => {
				for (const each of pending) send(each, readyNs);
			},
			refused: () => over(opening, "refused"),
			ended: () => over(opening, "reset"),
			failed: (error) => {
				throw error;
			},
		});
		connection = opening;
		opening.open(atNs);
	}

	function send(each: Pending, atNs: number): void {
		const { question } = each;
		if (connection === undefined) return;
		connection.call = question.call;
		const answered = (result: AttemptResult, endedNs: number): void => finish(each, result, endedNs);
		const begun = (): void => each.timeout?.cancel();
		each.exchange = new Http2Exchange({ link, connection, encoders, question, atNs, begun, answered });
	}

	/** The connection came to nothing, or has ended: whoever only waited for it opens another. */
	function over(ended: Http2Connection, how: "refused" | "reset"): void {
		if (ended !== connection) return;
		connection = undefined;
		const atNs = timers.clock.now();
		const struck = [...pending].filter((each) =>
			how === "refused" ? each.question.call === ended.call : each.exchange !== undefined,
		);
		for (const each of struck) {
			each.exchange?.end();
			finish(each, { how }, atNs);
		}
		const [next] = [...pending].filter((each) => each.exchange === undefined);
		if (next !== undefined && connection === undefined) connect(next, atNs);
	}

	function giveUp(each: Pending): void {
		const { question, exchange } = each;
		journal.write({ ...event(each), kind: "timed-out", data: { after: question.timeoutNs } });
		exchange?.giveUp();
		finish(each, { how: exchange === undefined ? "not-sent" : "timed-out" }, timers.clock.now());
	}

	function finish(each: Pending, result: AttemptResult, atNs: number): void {
		if (!pending.delete(each)) return;
		each.timeout?.cancel();
		each.question.ended(result, atNs);
	}

	return {
		ask(question) {
			const each: Pending = { question };
			pending.add(each);
			each.timeout = timers.at(question.atNs + question.timeoutNs, () => giveUp(each));
			if (connection === undefined) connect(each, question.atNs);
			else if (connection.state === "open") send(each, question.atNs);
			else journal.write({ ...event(each), kind: "queued", data: { for: "connection" } });
		},
		callOff(call) {
			const each = [...pending].find(({ question }) => question.call === call);
			if (each === undefined) return false;
			each.exchange?.giveUp();
			pending.delete(each);
			each.timeout?.cancel();
			return each.exchange !== undefined;
		},
		get isIdle() {
			const isQuiet = [...pending].every(({ question }) => isListening(question));
			return isQuiet && link.underWay === 0 && network.isWritten;
		},
		close() {
			connection?.close();
			link.addresses?.close();
			link.network?.close();
		},
	};
}

function newEncoders(): Encoders {
	return { requests: createHpackEncoder(), responses: createHpackEncoder() };
}
