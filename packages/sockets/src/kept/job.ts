import { encodeResponse, type HttpReply, hasNoBody, responseFields } from "@roundtrip/behaviour";
import { type CallId, type RequestLine, requestParts } from "@roundtrip/model";
import { bytesOf } from "../body-bytes.ts";
import type { AnswerLook, Job } from "../servers/job.ts";
import { strangersContent } from "./content.ts";
import { type Answer, type Asked, type Fields, send, sendNothing, sendProblem } from "./exchange.ts";
import type { Said } from "./said.ts";

export interface StrangersJobParts {
	/** What the route replies. */
	readonly said: Said | undefined;
	readonly route: RequestLine;
	readonly call: CallId;
	readonly content: Buffer;
	/** What a database counted for the call. */
	readonly takeCount: () => number | undefined;
}

/** A stranger's request as the server works on it. */
export function strangersJob(parts: StrangersJobParts, asked: Asked, answer: Answer): Job {
	const { said, route, call, content, takeCount } = parts;
	return {
		...{ ...requestParts(route), call, content },
		answer(reply) {
			const own = ownReply(said, reply, takeCount());
			if (own === undefined) answerProblem(asked, answer, reply);
			else sendOwn(asked, answer, own);
			return lookOf(asked, own ?? reply);
		},
	};
}

/** What the route replies; undefined where the server answers on its own account, as with a full queue. */
function ownReply(said: Said | undefined, reply: HttpReply, count: number | undefined): HttpReply | undefined {
	if (said === undefined || said.step.reply !== reply.status) return undefined;
	const isOwn = !OF_SERVER.includes(reply.status) || (reply.body.text ?? "") === (said.body.text ?? "");
	return isOwn ? { ...reply, body: strangersContent(said, count) } : undefined;
}

/** What a server answers where it can't do what a route says. */
const OF_SERVER: readonly number[] = [502, 503, 504];
const RETRY: Fields = [["retry-after", "1"]];

function answerProblem(asked: Asked, answer: Answer, { status, body }: HttpReply): void {
	sendProblem(asked, answer, status, (body.text ?? "").trim(), status === 503 ? RETRY : []);
}

function sendOwn(asked: Asked, answer: Answer, reply: HttpReply): void {
	const fields = responseFields(reply);
	if (hasNoBody(reply.status)) sendNothing(answer, reply.status, fields);
	else send(asked, answer, reply.status, fields, bytesOf(reply.body));
}

function lookOf(asked: Asked, reply: HttpReply): AnswerLook {
	const { summary, size } = encodeResponse(reply, 0, asked.method === "HEAD");
	return { summary, size };
}
