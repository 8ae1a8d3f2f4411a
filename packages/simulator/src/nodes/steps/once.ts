import {
	answerTo,
	type Body,
	bodyText,
	controlStatement,
	databaseAnswer,
	EMPTY_BODY,
	fieldOf,
	type GatewayAnswer,
	type HttpReply,
	keyIn,
	keyStatement,
	type OnceHands,
	replyOf,
	type Statement,
	statementWithin,
	utf8Octets,
	virtualMs,
} from "@roundtrip/behaviour";
import {
	type CallId,
	type GuardedSteps,
	NS_PER_MS,
	type OnceStep,
	type requestTarget,
	subCall,
} from "@roundtrip/model";
import { given } from "../../given.ts";
import { KeyedRequest } from "../../keys.ts";
import type { CallFailure, Strand } from "../strand.ts";
import type { PlaySteps } from "./each.ts";
import { failStatement } from "./query.ts";
import { statementCall } from "./statement-call.ts";

/** Does what stands behind it, up to the reply, once for each idempotency key. */
export type PlayOnce = (strand: Strand, step: OnceStep, guarded: GuardedSteps, key: string, done: () => void) => void;

export function createOnce(playSteps: PlaySteps): PlayOnce {
	return (strand, step, guarded, key, done) =>
		given(strand.server.world.keys, "keys").doOnce(
			step,
			requestOf(strand),
			createHands(playSteps, strand, step, guarded, key, done),
		);
}

function requestOf({ job: { call }, server }: Strand): KeyedRequest {
	const { method, path: target, fields, body } = call.question;
	const contentType = fieldOf(fields, "content-type") ?? "";
	const octets = body.octets ?? utf8Octets(bodyText(body));
	const caller = server.world.plan[call.exchange - 1]?.from ?? "";
	const route = routeOf(call.conversation.target);
	return new KeyedRequest({ method, target, contentType, octets, caller, route }, fields);
}

function routeOf(target: ReturnType<typeof requestTarget>): string {
	return target.protocol === "rest" ? `${target.method} ${target.path}` : "";
}

function createHands(
	playSteps: PlaySteps,
	strand: Strand,
	step: OnceStep,
	{ inner, reply, after }: GuardedSteps,
	key: string,
	done: () => void,
): OnceHands {
	const { job, server } = strand;
	const { world } = server;
	const pool = server.pools.get(step.once);
	const say = (statement: Statement, told: (answer: Body) => void): void =>
		strand.call(
			step.once,
			(id) => statementCall(strand, step, id, statement),
			(result, answer) => {
				const failure = databaseAnswer(result, step.once);
				if (failure === undefined) told(answer?.body ?? EMPTY_BODY);
				else failStatement(strand, result, failure);
			},
		);
	/** What has failed is undone: the key is as it was. */
	const failed = (id: CallId) => (answer: GatewayAnswer, how: CallFailure) => {
		const giveUp = (): void => {
			pool?.give();
			strand.fail(answer);
		};
		if (how === "elsewhere") strand.call(step.once, (call) => rollBackCall(strand, step, call, id), giveUp);
		else giveUp();
	};
	const end = (how: "commit" | "rollback", next: () => void): void => {
		const over = (): void => {
			strand.transaction = undefined;
			pool?.give();
			next();
		};
		say(controlStatement(how, strand.transaction?.id), over);
	};
	const answered = (answer: HttpReply): void => {
		const { question, conversation } = job.call;
		const gzip = server.spec.compress === true ? world.gzip : undefined;
		strand.reply(answerTo(conversation, question, answer, { nowMs: virtualMs(world.kernel.now), gzip }));
	};
	return {
		nowMs: () => Math.floor(virtualMs(world.kernel.now)),
		found: (found) => strand.note("keyed", { found }),
		begin(next) {
			const begin = (): void => {
				const id = subCall(job.call.id, job.calls + 1);
				strand.transaction = { id, failed: failed(id) };
				say(controlStatement("read-committed"), next);
			};
			if (pool === undefined) begin();
			else pool.take(strand, begin);
		},
		commit: (what, next) => end("commit", what === "effect" ? () => strand.committed(next) : next),
		rollBack: (next) => end("rollback", next),
		ask(asked, told) {
			const statement = keyStatement(asked);
			const heard = (answer: Body): void => told(keyIn(answer));
			const { transaction } = strand;
			if (transaction !== undefined || pool === undefined) {
				say(statementWithin(statement, transaction?.id) as Statement, heard);
				return;
			}
			pool.take(strand, () => askAlone(strand, step, statement, pool.give, heard));
		},
		work: (next) => playSteps(strand, inner, `${key}/`, next),
		answer: () => replyOf(job.call.conversation, reply, strand.waitedFor),
		reply(answer) {
			answered(answer);
			playSteps(strand, after, `${key}/after/`, done);
		},
		refuse(answer) {
			answered(answer);
			strand.finish();
		},
		wake: (afterMs, then) => strand.later(Math.ceil(afterMs * NS_PER_MS), then),
		memory: server.keys,
	};
}

function rollBackCall(strand: Strand, step: OnceStep, call: CallId, within: CallId): ReturnType<typeof statementCall> {
	return statementCall(strand, step, call, controlStatement("rollback", within));
}

/** Over a connection that it gives back whatever comes of it. */
function askAlone(
	strand: Strand,
	step: OnceStep,
	statement: Statement,
	give: () => void,
	told: (answer: Body) => void,
): void {
	strand.call(
		step.once,
		(id) => statementCall(strand, step, id, statement),
		(result, answer) => {
			const failure = databaseAnswer(result, step.once);
			if (failure === undefined) told(answer?.body ?? EMPTY_BODY);
			else failStatement(strand, result, failure);
		},
		give,
	);
}
