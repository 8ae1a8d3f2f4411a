import { type Body, encodeResponse, type Reply, responseFields } from "@roundtrip/behaviour";
import { type CallId, type RequestLine, requestParts, type Step } from "@roundtrip/model";
import { bytesOf } from "../body-bytes.ts";
import type { AnswerLook, Job } from "../servers/job.ts";
import { contentOf } from "./content.ts";
import { type Answer, type Asked, type Fields, send, sendNothing, sendProblem } from "./exchange.ts";
import type { Routes } from "./routes.ts";

export interface StrangersJobParts {
	readonly routes: Routes;
	readonly route: RequestLine;
	readonly call: CallId;
	readonly content: Buffer;
	/** What a database counted for the call. */
	readonly takeCount: () => number | undefined;
}

/** A stranger's request as the server works on it. */
export function strangersJob(parts: StrangersJobParts, asked: Asked, answer: Answer): Job {
	const { routes, route, call, content, takeCount } = parts;
	return {
		...{ ...requestParts(route), call, content },
		answer(reply) {
			const own = ownContent(routes[route]?.at(-1), reply, takeCount());
			if (own === undefined) answerProblem(asked, answer, reply);
			else sendOwn(asked, answer, { ...reply, body: own });
			return lookOf(asked, own === undefined ? reply : { ...reply, body: own });
		},
	};
}

/** What the route replies; undefined where the server answers on its own account, as with a full queue. */
function ownContent(step: Step | undefined, { status, body }: Reply, count: number | undefined): Body | undefined {
	if (step === undefined || !("reply" in step)) return undefined;
	return step.reply === status && (body.text ?? "") === (step.body ?? "") ? contentOf(step, count) : undefined;
}

const RETRY: Fields = [["retry-after", "1"]];

function answerProblem(asked: Asked, answer: Answer, { status, body }: Reply): void {
	sendProblem(asked, answer, status, (body.text ?? "").trim(), status === 503 ? RETRY : []);
}

function sendOwn(asked: Asked, answer: Answer, { status, body, location }: Reply): void {
	const fields = responseFields(status, body, location);
	if (fields.length === 0) sendNothing(answer, status);
	else send(asked, answer, status, fields, bytesOf(body));
}

function lookOf(asked: Asked, { status, body, location }: Reply): AnswerLook {
	const { summary, size } = encodeResponse(status, body, 0, asked.method === "HEAD", location);
	return { summary, size };
}
