import {
	answerWith,
	type Body,
	fieldOf,
	type Gzip,
	type HeaderField,
	type HttpReply,
	hasNoBody,
	plainRequest,
	responseFields,
} from "@roundtrip/behaviour";
import { type CallId, type RequestLine, requestParts } from "@roundtrip/model";
import { bytesOf } from "../body-bytes.ts";
import type { AnswerLook, Job, JobStream } from "../servers/job.ts";
import { strangersContent } from "./content.ts";
import {
	type Answer,
	type Exchange,
	type Fields,
	sendProblem,
	sendWritten,
	type Written,
	written,
} from "./exchange.ts";
import { BEHIND_AT_MOST } from "./holds.ts";
import { PROBLEM_TYPE } from "./problem-body.ts";
import type { ReadCounts } from "./read-counts.ts";
import { type Said, understand } from "./said.ts";
import { shownBy } from "./shown.ts";
import { conditionsOf, wishesOf } from "./wishes.ts";

/** What is the same for all jobs of a route. */
export interface JobRoute extends Pick<Job, "method" | "path"> {
	readonly route: RequestLine;
	/** What the route replies. */
	readonly said: Said | undefined;
	/** The server has it by itself, and says in it what it says. */
	readonly isDerived: boolean;
	/** Of a server that compresses. */
	readonly gzip: Gzip | undefined;
	/** Replies that were written before. */
	readonly written: WeakMap<HttpReply, Written>;
}

export interface StrangersJobParts {
	readonly of: JobRoute;
	readonly call: CallId;
	readonly content: Buffer;
	/** What databases counted for calls. */
	readonly counts: Pick<ReadCounts, "take">;
	/** Told when it is answered, or its stream is over. */
	readonly over: () => void;
}

export function jobRoute({
	route,
	said,
	isDerived,
	gzip,
}: Pick<JobRoute, "route" | "said" | "isDerived" | "gzip">): JobRoute {
	return { ...requestParts(route), route, said, isDerived, gzip, written: new WeakMap() };
}

/** Nobody writes down how an answer to a stranger looks. */
export const NO_LOOK: AnswerLook = { summary: "", size: 0 };

const NOBODY: NonNullable<Job["client"]> = { isVouchedFor: false };

/** A stranger's request as the server works on it. */
export class StrangersJob implements Job {
	readonly call: CallId;
	readonly content: Buffer;
	readonly understand: typeof understand = understand;
	readonly #parts: StrangersJobParts;
	readonly #exchange: Exchange;

	constructor(parts: StrangersJobParts, exchange: Exchange) {
		this.call = parts.call;
		this.content = parts.content;
		this.#parts = parts;
		this.#exchange = exchange;
	}

	get route(): RequestLine {
		return this.#parts.of.route;
	}

	get method(): Job["method"] {
		return this.#parts.of.method;
	}

	get path(): string {
		return this.#parts.of.path;
	}

	get fields(): readonly HeaderField[] {
		const { asked } = this.#exchange;
		const lastEventId = asked.headers["last-event-id"];
		const { fields: shown = [] } = shownBy(asked);
		const fields = [...shown, ...conditionsOf(asked.headers, this.method)];
		return typeof lastEventId === "string" ? [["last-event-id", lastEventId], ...fields] : fields;
	}

	get client(): NonNullable<Job["client"]> {
		return shownBy(this.#exchange.asked).client ?? NOBODY;
	}

	get stream(): JobStream {
		return strangersStream(this.#exchange, this.#parts.over);
	}

	answer(reply: HttpReply): AnswerLook {
		const { of, call, counts, over } = this.#parts;
		sendReply(of, reply, counts.take(call), this.#exchange);
		over();
		return NO_LOOK;
	}
}

function sendReply(of: JobRoute, reply: HttpReply, count: number | undefined, exchange: Exchange): void {
	if (of.isDerived) {
		sendWritten(exchange, writtenReply(reply));
		return;
	}
	const wishes = wishesOf(exchange.asked.headers, of.method);
	const known = count === undefined && wishes.length === 0 ? of.written.get(reply) : undefined;
	if (known !== undefined) {
		sendWritten(exchange, known);
		return;
	}
	const own = ownReply(of.said, reply, count);
	if (own === undefined) {
		sendProblem(exchange, reply.status, sentenceIn(reply), fieldsOfProblem(reply));
		return;
	}
	const request = { ...plainRequest(of.method, of.path), fields: wishes };
	const asWished = answerWith(request, own, { nowMs: Date.now(), gzip: of.gzip });
	const made = writtenReply(asWished);
	if (count === undefined && asWished === own && wishes.length === 0) of.written.set(reply, made);
	sendWritten(exchange, made);
}

/** What went wrong, of an answer that the server gives on its own account. */
function sentenceIn({ fields, body: { text = "" } }: HttpReply): string {
	if (fieldOf(fields, "content-type") !== PROBLEM_TYPE) return text.trim();
	return (JSON.parse(text) as { readonly detail?: string }).detail ?? "";
}

/** What the route replies; undefined where the server answers on its own account, as with a full queue. */
export function ownReply(said: Said | undefined, reply: HttpReply, count: number | undefined): HttpReply | undefined {
	const isOwn =
		said !== undefined &&
		said.step.reply === reply.status &&
		(!OF_SERVER.includes(reply.status) || (reply.body.text ?? "") === (said.body.text ?? ""));
	// A status of `otherwise` is the route's as well: it has nothing to say.
	if (!isOwn) return reply.body.size === 0 ? reply : undefined;
	const isFound = reply.body.size > 0 && said.body.size === 0;
	return isFound ? reply : { ...reply, body: strangersContent(said, count) };
}

/** What a server answers where it can't do what a route says. */
const OF_SERVER: readonly number[] = [502, 503, 504];
const RETRY: Fields = [["retry-after", "1"]];

/** What goes with a problem: when to come again, and what has to be shown. */
function fieldsOfProblem({ status, fields }: HttpReply): Fields {
	const challenges = fields.filter(([name]) => name === "www-authenticate");
	return status === 503 ? [...RETRY, ...challenges] : challenges;
}

/** An answer as strangers get it. */
export function writtenReply(reply: HttpReply): Written {
	const content = hasNoBody(reply.status) ? undefined : (reply.body.text ?? bytesOf(reply.body));
	const fields = responseFields(reply).filter(([name]) => name !== "content-length");
	return written(reply.status, fields, content);
}

/** A stream of plain HTTP, or of events: content whose length is not known. */
function strangersStream(exchange: Exchange, over: () => void): JobStream {
	const { asked, answer, sharing } = exchange;
	const isHead = asked.method === "HEAD";

	function write(body: Body, isRecord: boolean): number {
		if (answer.destroyed || answer.writableEnded) return 0;
		if (body.size > 0) answer.write(isRecord && body.text !== undefined ? asLine(body.text) : bytesOf(body));
		if (bytesBehind(answer) > BEHIND_AT_MOST.bytes) answer.destroy();
		return 0;
	}

	return {
		open({ status, fields }) {
			if (answer.destroyed) return NO_LOOK;
			answer.writeHead(status, [...sharing, ...fields.flat()]);
			if (isHead) answer.end();
			else answer.flushHeaders();
			return NO_LOOK;
		},
		send: (item, { data }) => write(item, data !== undefined),
		end({ body }) {
			write(body, false);
			answer.end();
			return 0;
		},
		listen(listener) {
			if (answer.destroyed || isHead) listener.gone();
			answer.once("close", () => {
				over();
				listener.gone();
			});
		},
	};
}

/** Newline-delimited JSON, for whoever reads it with any tool. */
function asLine(text: string): Buffer {
	return Buffer.from(text.endsWith("\n") ? text : `${text}\n`);
}

/** With HTTP/2 what waits is the stream's. */
function bytesBehind(answer: Answer): number {
	const from = "stream" in answer ? answer.stream : answer;
	const { writableLength } = from as { readonly writableLength?: number };
	return writableLength ?? 0;
}
