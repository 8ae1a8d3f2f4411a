import type { Body } from "../../messages/body.ts";
import { textBody } from "../../messages/body.ts";
import type { HeaderField, HttpReply, HttpRequest } from "../../messages/http-message.ts";
import { formatHttpDate } from "../../protocols/rest/http-date.ts";
import { conditional } from "../../protocols/rest/precondition.ts";
import type { Asking } from "../asking.ts";
import { createHttpCache, type HttpCache } from "../http-cache.ts";
import { calendarMs } from "../options.ts";

/** What the server has at a moment. */
export interface Origin {
	readonly status?: number;
	/** `name: value`; `@5` in it is the date 5 s after the begin. */
	readonly fields?: readonly string[];
	readonly body?: string;
	/** It doesn't answer. */
	readonly isDown?: boolean;
	readonly tookS?: number;
}

/** A request that a client makes by way of a cache. */
export interface Visit {
	readonly atS?: number;
	readonly method?: HttpRequest["method"];
	readonly path?: string;
	/** `name: value`. */
	readonly with?: readonly string[];
	/** What the server has from then on. */
	readonly origin?: Origin;
}

/**
 * How a client came by its answer: from the cache alone, from the cache as the server is asked in the background, after
 * the server confirmed it, from the server, from the cache as the server failed, or not at all.
 */
export type Source = "cached" | "stale" | "validated" | "asked" | "kept" | "refused" | "nothing";

export interface Seen {
	readonly source: Source;
	readonly reply?: HttpReply;
	/** What the server was asked. */
	readonly sent: readonly HttpRequest[];
}

const TO = "shop";
const AT_MOST_ASKED = 3;

/** A client, a cache and a server that answers conditions as servers do; nothing takes time unless it is said. */
export interface Trio {
	visit(visit: Visit): Seen;
	readonly cache: HttpCache;
}

export function createTrio(isShared = true, maxBytes = 1e6): Trio {
	const cache = createHttpCache({ isShared, maxBytes });
	let origin: Origin = {};
	let nowS = 0;

	const askServer = (asking: Asking, sent: HttpRequest[]): Seen => {
		for (let next: Asking | undefined = asking; next !== undefined && sent.length < AT_MOST_ASKED; ) {
			sent.push(next.send);
			const requestedNs = nowS * 1e9;
			nowS += origin.tookS ?? 0;
			if (origin.isDown === true) {
				const reply = cache.failed(next, nowS * 1e9);
				return reply === undefined ? { source: "nothing", sent } : { source: "kept", reply, sent };
			}
			const answer = conditional(next.send, replyOf(origin), calendarMs({ isShared }, nowS * 1e9));
			const settled = cache.answered(next, answer, { requestedNs, repliedNs: nowS * 1e9 });
			if (settled.what !== "again") {
				const source = settled.what === "stale-if-error" ? "kept" : wasConfirmed(next, answer) ? "validated" : "asked";
				return { source, reply: settled.reply, sent };
			}
			next = settled.asking;
		}
		return { source: "nothing", sent };
	};

	return {
		cache,
		visit({ atS, method = "GET", path = "/", with: fields = [], origin: newOrigin }) {
			nowS = atS ?? nowS;
			origin = newOrigin ?? origin;
			const asked: HttpRequest = { method, path, fields: fields.map(fieldFrom), body: { size: 0 } };
			const found = cache.lookUp(TO, asked, nowS * 1e9);
			const sent: HttpRequest[] = [];
			if (found.how === "fresh") return { source: "cached", reply: found.reply, sent };
			if (found.how === "only-if-cached") return { source: "refused", reply: found.reply, sent };
			if (found.how !== "stale") return askServer(found.asking, sent);
			if (found.background !== undefined) askServer(found.background, sent);
			return { source: found.background === undefined ? "cached" : "stale", reply: found.reply, sent };
		},
	};
}

/** `name: value`, with `@5` for the date of that second. */
export function fieldFrom(line: string): HeaderField {
	const colon = line.indexOf(":");
	const value = line
		.slice(colon + 1)
		.trim()
		.replace(/@(-?\d+)/g, (_, seconds: string) =>
			formatHttpDate(calendarMs({ isShared: true }, Number(seconds) * 1e9)),
		);
	return [line.slice(0, colon).toLowerCase(), value];
}

function replyOf({ status = 200, fields = [], body = "content" }: Origin): HttpReply {
	const content: Body = textBody(body);
	return { status, fields: fields.map(fieldFrom), body: content };
}

function wasConfirmed({ validates }: Asking, { status }: HttpReply): boolean {
	return validates && status === 304;
}
