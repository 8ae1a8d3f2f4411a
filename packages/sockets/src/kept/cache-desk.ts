import type { HeaderField } from "@roundtrip/behaviour";
import { type CallId, type RequestLine, requestParts } from "@roundtrip/model";
import { fieldsOf } from "../clients/header-fields.ts";
import type { Job } from "../servers/job.ts";
import { CONTENT_AT_MOST, readContent } from "./content-reader.ts";
import { type Answer, type Attend, type Exchange, send, sendNothing, sendProblem, sendWritten } from "./exchange.ts";
import { createGuard, isPreflight, preflightFields, sharingFields } from "./guard.ts";
import { NO_LOOK, writtenReply } from "./job.ts";
import { type PlaceOf, type Routes, routeAt } from "./places.ts";

export interface CacheDeskParts {
	readonly cache: string;
	/** The server behind it. */
	readonly origin: string;
	readonly routes: Routes;
	readonly placeOf: PlaceOf;
	/** Names the next call for a route. */
	readonly nameCall: (request: RequestLine) => CallId;
	/** What the cache is, for people. */
	readonly page: () => string;
	/** False until the cache may work. */
	readonly isOpen: () => boolean;
	readonly receive: (job: Job) => void;
}

/** Gives what strangers ask at one port to a kept cache. */
export function createCacheDesk(parts: CacheDeskParts, port: () => number): Attend {
	const guard = createGuard(parts.cache, port);
	return (asked, answer) => {
		const refusal = guard(asked.headers);
		const exchange: Exchange = {
			asked,
			answer: answer as Answer,
			sharing: refusal === undefined ? sharingFields(asked) : [],
		};
		readContent(asked, (content) => {
			if (refusal !== undefined) sendProblem(exchange, refusal.status, refusal.detail);
			else if (content === undefined) sendProblem(exchange, 413, `At most ${CONTENT_AT_MOST} bytes in a request.`);
			else attend(parts, exchange, content);
		});
	};
}

function attend(parts: CacheDeskParts, exchange: Exchange, content: Buffer): void {
	const { method = "", url = "" } = exchange.asked;
	const place = parts.placeOf(url);
	if (place === undefined) answerPage(parts, exchange);
	else if (isPreflight(exchange.asked)) sendNothing(exchange, 204, preflightFields(exchange.asked, allow(place.allow)));
	else {
		const route = routeAt(place, method, undefined);
		if (route === undefined) sendAllow(exchange, place.allow);
		else if (!parts.isOpen()) sendProblem(exchange, 503, "The cache is starting.", [["retry-after", "1"]]);
		else parts.receive(strangersVisit(parts.nameCall(route), route, exchange, content));
	}
}

/** A stranger's request at a cache: with HEAD what the answer to GET would be, without its content. */
function strangersVisit(call: CallId, route: RequestLine, exchange: Exchange, content: Buffer): Job {
	const { asked } = exchange;
	return {
		...{ call, route, content, fields: knownFields(fieldsOf(asked.headers)) },
		...{ method: requestParts(route).method, path: asked.url ?? "" },
		answer(reply) {
			sendWritten(exchange, writtenReply(reply));
			return NO_LOOK;
		},
	};
}

/** Names of calls are for the scenario's own nodes to give. */
function knownFields(fields: readonly HeaderField[]): readonly HeaderField[] {
	return fields.filter(([name]) => !name.startsWith("roundtrip-"));
}

function answerPage({ cache, origin, page }: CacheDeskParts, exchange: Exchange): void {
	const { method, url = "" } = exchange.asked;
	const [path = ""] = url.split("?", 1);
	if (path !== "/") {
		const detail = `${cache} is a cache of ${origin}, which has no such route of plain HTTP: ${path.slice(0, PATH_SHOWN)}`;
		sendProblem(exchange, 404, detail);
	} else if (method === "GET" || method === "HEAD") {
		send(exchange, 200, [["content-type", "text/plain; charset=utf-8"]], page());
	} else sendAllow(exchange, ["GET", "HEAD", "OPTIONS"]);
}

const PATH_SHOWN = 200;

function sendAllow(exchange: Exchange, methods: readonly string[]): void {
	const field = ["allow", allow(methods)] as const;
	if (exchange.asked.method === "OPTIONS") sendNothing(exchange, 204, [field]);
	else sendProblem(exchange, 405, `This takes ${allow(methods)}.`, [field]);
}

function allow(methods: readonly string[]): string {
	return methods.join(", ");
}
