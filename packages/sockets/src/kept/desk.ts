import type { Gzip } from "@roundtrip/behaviour";
import { type CallId, isStream, type RequestLine, requestParts, type Step, withInnerSteps } from "@roundtrip/model";
import type { RpcHandler } from "../rpc/handler.ts";
import type { Job } from "../servers/job.ts";
import { CONTENT_AT_MOST, readContent } from "./content-reader.ts";
import {
	type Answer,
	type Attend,
	type Exchange,
	type NodeRequest,
	type NodeResponse,
	send,
	sendNothing,
	sendProblem,
	sendWritten,
} from "./exchange.ts";
import type { AnswerGraphql } from "./graphql.ts";
import { createGuard, isPreflight, preflightFields, sharingFields } from "./guard.ts";
import { HELD_AT_MOST, type Holds } from "./holds.ts";
import { type JobRoute, jobRoute, StrangersJob } from "./job.ts";
import type { AnswerJsonRpc } from "./json-rpc.ts";
import { type Place, type PlaceOf, type Routes, routeAt } from "./places.ts";
import type { ReadCounts } from "./read-counts.ts";
import type { Said } from "./said.ts";
import { shownBy } from "./shown.ts";

/** A page that a kept server has beside its routes. */
export interface Page {
	readonly type: string;
	readonly text: string;
}

export interface DeskParts {
	readonly server: string;
	readonly routes: Routes;
	readonly placeOf: PlaceOf;
	/** What a route replies. */
	readonly said: (route: RequestLine) => Said | undefined;
	/** Of a server that compresses. */
	readonly gzip?: Gzip | undefined;
	/** Names the next call for a route. */
	readonly nameCall: (request: RequestLine) => CallId;
	/** What databases counted for calls. */
	readonly counts: Pick<ReadCounts, "expect" | "take">;
	readonly holds: Holds;
	/** Of those that share a path. */
	readonly jsonRpc: AnswerJsonRpc;
	readonly graphql: AnswerGraphql;
	readonly procedures: RpcHandler;
	/** The page at a path that no route has. */
	readonly pageAt: (path: string) => Page | undefined;
	/** False until the server may work. */
	readonly isOpen: () => boolean;
	readonly receive: (job: Job) => void;
}

/** Gives what comes in at one port to whom it is for: to a route, or to a library; and answers the rest. */
export function createDesk(parts: DeskParts, port: () => number): Attend {
	const { server, placeOf } = parts;
	const guard = createGuard(server, port);
	const takeJob = createJobs(parts);

	function attend(exchange: Exchange, place: Place | undefined, content: Buffer | undefined): void {
		const { asked } = exchange;
		if (content === undefined) sendProblem(exchange, 413, `At most ${CONTENT_AT_MOST} bytes in a request.`);
		else if (place === undefined) answerPage(parts, exchange);
		else if (isPreflight(asked)) sendNothing(exchange, 204, preflightFields(asked, place.allow.join(", ")));
		else {
			const route = routeAt(place, asked.method ?? "", asked.headers.accept);
			if (route !== undefined) takeJob(route, exchange, content);
			else if (!sharedAnswer(parts, place, exchange, content)) answerMethod(place, exchange);
		}
	}

	return (asked: NodeRequest, answer: NodeResponse) => {
		const refusal = guard(asked.headers);
		const place = placeOf(asked.url ?? "");
		// The types of HTTP/2's know less than it does.
		const exchange: Exchange = {
			asked,
			answer: answer as Answer,
			sharing: refusal === undefined ? sharingFields(asked) : [],
		};
		if (refusal === undefined && place?.shared === "procedure" && asked.method === "POST" && !place.plain.has("POST")) {
			// It reads the request by itself, as it comes.
			const { sharing } = exchange;
			for (let at = 0; at < sharing.length; at += 2) answer.setHeader(sharing[at] ?? "", sharing[at + 1] ?? "");
			parts.procedures(asked, answer);
			return;
		}
		readContent(asked, (content) => {
			if (refusal !== undefined) sendProblem(exchange, refusal.status, refusal.detail);
			else attend(exchange, place, content);
		});
	};
}

interface DeskRoute extends JobRoute {
	/** A request for it can stay as long as it likes. */
	readonly isHeld: boolean;
	/** It asks databases. */
	readonly reads: boolean;
}

/** Gives requests to the server, each route's in its way. */
function createJobs(parts: DeskParts): (route: RequestLine, exchange: Exchange, content: Buffer) => void {
	const { routes, said, nameCall, counts, holds, isOpen, receive } = parts;
	const known = new Map<RequestLine, DeskRoute>();
	const nothing = (): void => undefined;
	return (route, exchange, content) => {
		let of = known.get(route);
		if (of === undefined) {
			const steps = routes[route] ?? [];
			const isDerived = steps.some((step) => "issue" in step);
			of = {
				...jobRoute({ route, said: said(route), isDerived, gzip: parts.gzip }),
				isHeld: isHeld(steps),
				reads: withInnerSteps(steps).some((step) => "query" in step),
			};
			known.set(route, of);
		}
		const release = of.isHeld ? holds.take() : nothing;
		if (!isOpen()) sendProblem(exchange, 503, "The server is starting.", [["retry-after", "1"]]);
		else if (release === undefined) {
			sendProblem(exchange, 503, `At most ${HELD_AT_MOST} streams at the same time.`, [["retry-after", "1"]]);
		} else {
			const call = nameCall(route);
			if (of.reads) counts.expect(call);
			receive(new StrangersJob({ of, call, content, counts, over: release }, exchange));
		}
	};
}

/** Whether a request for it can stay as long as it likes. */
function isHeld(steps: readonly Step[]): boolean {
	return isStream(steps) || steps.some((step) => "wait" in step);
}

/** @returns false where what shares the place doesn't take the method */
function sharedAnswer(
	{ graphql, jsonRpc }: DeskParts,
	{ shared }: Place,
	exchange: Exchange,
	content: Buffer,
): boolean {
	const { method } = exchange.asked;
	if (shared === "graphql" && (method === "POST" || method === "GET")) {
		graphql(exchange, content).catch(() => exchange.answer.destroy());
		return true;
	}
	if (shared !== "json-rpc" || method !== "POST") return false;
	void jsonRpc(content, shownBy(exchange.asked)).then((answer) => sendWritten(exchange, answer));
	return true;
}

/** For pages, for questions about everything, and for what isn't there. */
function answerPage({ server, routes, pageAt, placeOf }: DeskParts, exchange: Exchange): void {
	const { method = "", url = "" } = exchange.asked;
	const path = url.split("?", 1)[0] ?? "";
	const page = pageAt(path);
	if (method === "OPTIONS" && url === "*") {
		const all = Object.keys(routes).flatMap((request) => placeOf(requestParts(request).path)?.allow ?? []);
		sendNothing(exchange, 204, [["allow", [...new Set(all)].join(", ")]]);
	} else if (page === undefined) sendProblem(exchange, 404, `${server} has no route ${clip(path)}.`);
	else if (method === "GET" || method === "HEAD") send(exchange, 200, [["content-type", page.type]], page.text);
	else sendAllow(exchange, ["GET", "HEAD", "OPTIONS"]);
}

/** For questions about methods, and for methods that aren't taken. */
function answerMethod(place: Place, exchange: Exchange): void {
	const isSocket = place.socket !== undefined && exchange.asked.method === "GET";
	if (!isSocket) sendAllow(exchange, place.allow);
	else sendProblem(exchange, 426, "This is a WebSocket.", [["upgrade", "websocket"]]);
}

function sendAllow(exchange: Exchange, allow: readonly string[]): void {
	const { method, url = "" } = exchange.asked;
	const field = ["allow", allow.join(", ")] as const;
	const path = url.split("?", 1)[0] ?? "";
	if (method === "OPTIONS") sendNothing(exchange, 204, [field]);
	else sendProblem(exchange, 405, `${clip(path)} takes ${allow.join(", ")}.`, [field]);
}

const SHOWN = 200;

function clip(path: string): string {
	return path.length > SHOWN ? `${path.slice(0, SHOWN)}…` : path;
}
