import { type CallId, type RequestLine, requestParts } from "@roundtrip/model";
import type { Job } from "../servers/job.ts";
import { CONTENT_AT_MOST, readContent } from "./content-reader.ts";
import { type Answer, type Asked, type Attend, send, sendNothing, sendProblem } from "./exchange.ts";
import { isPreflight, preflightFields, refusalOf, sharingFields } from "./guard.ts";
import { strangersJob } from "./job.ts";
import type { ReadCounts } from "./read-counts.ts";
import { type Found, findRoute, type Routes } from "./routes.ts";
import type { Said } from "./said.ts";

/** A page that a kept server has beside its routes. */
export interface Page {
	readonly type: string;
	readonly text: string;
}

export interface DeskParts {
	readonly server: string;
	readonly routes: Routes;
	/** What a route replies. */
	readonly said: (route: RequestLine) => Said | undefined;
	/** Names the next call for a route. */
	readonly nameCall: (request: RequestLine) => CallId;
	/** What databases counted for calls. */
	readonly counts: Pick<ReadCounts, "expect" | "take">;
	/** The page at a path that no route has. */
	readonly pageAt: (path: string) => Page | undefined;
	/** False until the server may work. */
	readonly isOpen: () => boolean;
	readonly receive: (job: Job) => void;
}

/** Attends to strangers at one port: checks who asks, gives requests that have a route to the server, and answers the rest. */
export function createDesk(parts: DeskParts, port: () => number): Attend {
	const { server, routes, isOpen } = parts;
	return (asked, answer) => {
		const refusal = refusalOf(asked, server, port());
		const sharing = refusal === undefined ? sharingFields(asked) : [];
		for (const [name, value] of sharing) answer.setHeader(name, value);
		const found = findRoute(routes, asked.method ?? "", asked.url ?? "");
		readContent(asked, (content) => {
			if (refusal !== undefined) sendProblem(asked, answer, refusal.status, refusal.detail);
			else if (content === undefined) sendProblem(asked, answer, 413, `At most ${CONTENT_AT_MOST} bytes in a request.`);
			else if (isPreflight(asked) && found.allow.length > 0) {
				sendNothing(answer, 204, preflightFields(asked, found.allow.join(", ")));
			} else if (found.route === undefined) answerWithoutRoute(parts, found, asked, answer);
			else if (isOpen()) parts.receive(jobOf(parts, found.route, content, asked, answer));
			else sendProblem(asked, answer, 503, "The server is starting.", [["retry-after", "1"]]);
		});
	};
}

/** For pages, for questions about methods, and for what isn't there. */
function answerWithoutRoute({ server, routes, pageAt }: DeskParts, found: Found, asked: Asked, answer: Answer): void {
	const { method = "", url = "" } = asked;
	const path = url.split("?", 1)[0] ?? "";
	const page = found.allow.length === 0 ? pageAt(path) : undefined;
	const allow = page === undefined ? found.allow : ["GET", "HEAD", "OPTIONS"];
	const isAboutAll = method === "OPTIONS" && url === "*";
	if (isAboutAll) sendNothing(answer, 204, [["allow", allMethods(routes).join(", ")]]);
	else if (allow.length === 0) sendProblem(asked, answer, 404, `${server} has no route ${clip(path)}.`);
	else if (method === "OPTIONS") sendNothing(answer, 204, [["allow", allow.join(", ")]]);
	else if (page !== undefined && (method === "GET" || method === "HEAD")) {
		send(asked, answer, 200, [["content-type", page.type]], page.text);
	} else {
		const detail = `${clip(path)} takes ${allow.join(", ")}.`;
		sendProblem(asked, answer, 405, detail, [["allow", allow.join(", ")]]);
	}
}

const SHOWN = 200;

function clip(path: string): string {
	return path.length > SHOWN ? `${path.slice(0, SHOWN)}…` : path;
}

function allMethods(routes: Routes): readonly string[] {
	const named = Object.keys(routes).map((request) => requestParts(request).method);
	return [...new Set([...named, ...(named.includes("GET") ? ["HEAD"] : []), "OPTIONS"])];
}

function jobOf(parts: DeskParts, route: RequestLine, content: Buffer, asked: Asked, answer: Answer): Job {
	const { said, nameCall, counts } = parts;
	const call = nameCall(route);
	counts.expect(call);
	return strangersJob({ said: said(route), route, call, content, takeCount: () => counts.take(call) }, asked, answer);
}
