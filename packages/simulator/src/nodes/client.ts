import {
	askOf,
	beliefOf,
	type ClientProof,
	createClientGuard,
	followUp,
	type HeaderField,
	type HttpReply,
	inFlightNs,
	isHedged,
	type Leave,
	leftMs,
	NO_CONTENT,
	type Operation,
	type PlannedExchange,
	retryDelay,
	virtualMs,
} from "@roundtrip/behaviour";
import {
	type AttemptResult,
	attemptCall,
	type ClientSpec,
	type EventOf,
	requestParts,
	routesAt,
	signInCall,
	stepsAt,
} from "@roundtrip/model";
import { given } from "../given.ts";
import { type Call, type CallDraft, createCall, ofCall } from "../links/call.ts";
import type { Caller } from "../links/caller.ts";
import type { World } from "../world.ts";
import { type Audience, createAudience, listenTo } from "./audience.ts";
import type { PlayHedged } from "./hedged.ts";
import type { CreatePrivateCache } from "./private-cache.ts";
import type { Sockets } from "./sockets.ts";

/** Begins exchanges, tries them again as its policy says, and comes to a belief about each. */
export interface SimulatedClient {
	begin(planned: PlannedExchange, causes: readonly number[]): void;
}

export interface ClientParts {
	readonly world: World;
	readonly name: string;
	readonly spec: ClientSpec;
	/** The way to a server. */
	callerTo(server: string): Caller;
	readonly createPrivateCache: CreatePrivateCache | undefined;
	readonly playHedged: PlayHedged | undefined;
	readonly sockets: Sockets | undefined;
	/** Told when an exchange is over, with its last event and the status of its answer. */
	settled(exchange: number, seq: number, status: number | undefined): void;
}

/** One attempt of an exchange. A try is what the retry policy counts: an attempt, and those that redirects add to it. */
interface Attempt {
	readonly planned: PlannedExchange;
	/** How the attempts before this one ended. */
	readonly earlier: readonly AttemptResult[];
	/** What it asks for. */
	readonly asked: Operation;
	/** The redirects of its try that led to it. */
	readonly followed: number;
	/** Tries so far, this one included. */
	readonly tries: number;
	/** When the timeout of its try is over: one for all of its attempts. */
	readonly deadlineNs: number;
	/** When all of its tries have to be over. */
	readonly endNs: number;
	/** What the exchange has had of a stream, over all its attempts. */
	readonly audience: Audience;
	/** What the client had shown in this try was refused, and it has got another. */
	readonly isRenewed: boolean;
	/** Of its breaker, where it has one. */
	readonly leave?: Leave | undefined;
}

export function createClient(parts: ClientParts): SimulatedClient {
	const { world, name, spec } = parts;
	const prover = world.auth?.proverOf(name);
	const guard = createClientGuard(spec);
	const cached = spec.cache === "private" ? given(parts.createPrivateCache, "caches")(world, name) : undefined;

	/** The fields of an event of the nth attempt, from 1. */
	const of = ({ exchange }: PlannedExchange, nth: number): ReturnType<typeof ofCall> =>
		ofCall({ exchange, attempt: nth, id: attemptCall(exchange, nth) }, name);

	/** Makes a try, unless its breaker is open. */
	function tryOnce(next: Attempt, firstSeq: number): void {
		const { to } = next.planned;
		const answer = guard?.ask(to, world.kernel.now);
		if (answer === undefined || "leave" in answer) {
			attempt(answer === undefined ? next : { ...next, leave: answer.leave }, firstSeq);
			return;
		}
		const seq = withhold(next.planned, next.earlier.length + 1, firstSeq, {
			...{ why: "breaker", to },
			...(answer.refusedUntilNs > world.kernel.now ? { until: answer.refusedUntilNs } : {}),
		});
		endedAs(next, { how: "not-sent" }, seq, undefined);
	}

	function withhold(
		planned: PlannedExchange,
		nth: number,
		causeSeq: number,
		data: EventOf<"withheld">["data"],
	): number {
		return world.record({ ...of(planned, nth), kind: "withheld", causes: [causeSeq], data });
	}

	/** Gets what it has to show, if anything, and asks. */
	function attempt(next: Attempt, firstSeq: number): void {
		if (prover === undefined) {
			ask(next, firstSeq, [], undefined);
			return;
		}
		const { planned, asked, earlier } = next;
		const nth = earlier.length + 1;
		let lastSeq = firstSeq;
		let signIns = 0;
		prover.show(
			planned.to,
			asked.request,
			{
				ask({ to, request, message }, told) {
					signIns++;
					const id = signInCall(attemptCall(planned.exchange, nth), signIns);
					const caller = parts.callerTo(to);
					const conversation = world.conversationOf(to, request, id, caller.link.spec);
					const call = createCall({
						...{ id, exchange: planned.exchange, attempt: nth, question: message, conversation, content: NO_CONTENT },
						...{ steps: routesAt(world.scenario, to)[request] ?? [], lastSeq },
						ended: (result, seq) => {
							lastSeq = seq;
							told(call.reply, result);
						},
					});
					caller.ask(call, leftOf(next));
				},
				waits() {
					const data = { for: "credential" } as const;
					lastSeq = world.record({ ...of(planned, nth), kind: "queued", causes: [lastSeq], data });
				},
			},
			(shown) => {
				if (shown.ok) ask(next, lastSeq, shown.fields, shown.credential);
				else endedAs(next, shown.result, lastSeq, undefined);
			},
		);
	}

	function leftOf({ deadlineNs }: Attempt): number {
		return Math.max(0, deadlineNs - world.kernel.now);
	}

	/** @param credential what the fields show */
	function ask(next: Attempt, firstSeq: number, fields: readonly HeaderField[], credential: string | undefined): void {
		const { planned, audience } = next;
		const caller = parts.callerTo(planned.to);
		let call: Call | undefined;
		const draft = draftOf(next, caller, { which: 0, firstSeq, fields }, (result, seq) =>
			endedAs(next, result, seq, credential, call?.reply),
		);
		const timeoutNs = leftOf(next);
		const { conversation, question } = draft;
		if (spec.hedge !== undefined && isHedged(spec, hedgedRequest(draft))) {
			askHedged(next, caller, draft, { fields, credential });
			return;
		}
		const listener = listenTo(world, caller, audience, conversation, () => call ?? never(), parts.sockets);
		if (cached !== undefined && listener === undefined) {
			cached.ask(draft, caller, timeoutNs);
			return;
		}
		call = createCall(draft, listener);
		caller.ask(call, timeoutNs);
	}

	/** The request goes out, and copies of it while its answer is late, each as an attempt of its own. */
	function askHedged(
		next: Attempt,
		caller: Caller,
		first: CallDraft,
		{ fields, credential }: { readonly fields: readonly HeaderField[]; readonly credential: string | undefined },
	): void {
		const { planned, earlier } = next;
		const { to } = planned;
		const leaves: Leave[] = next.leave === undefined ? [] : [next.leave];
		let lastSeq = first.lastSeq;
		given(parts.playHedged, "copies of late requests")(world, caller, {
			spec: spec.hedge ?? never(),
			limitNs: leftOf(next),
			isInFlight: (reply) => inFlightNs(true, reply, virtualMs(world.kernel.now)) !== undefined,
			mayCopy() {
				const answer = guard?.ask(to, world.kernel.now);
				if (answer !== undefined && !("leave" in answer)) return false;
				if (guard?.mayRetry() === false) {
					if (answer !== undefined) guard.tell(to, answer.leave, { how: "left" }, world.kernel.now);
					return false;
				}
				if (answer !== undefined) leaves.push(answer.leave);
				return true;
			},
			call(which, told) {
				if (which === 0) return createCall({ ...first, ended: told });
				const data = { to, waited: spec.hedge?.after ?? 0, hedged: true } as const;
				const nth = earlier.length + 1 + which;
				lastSeq = world.record({ ...of(planned, nth), kind: "retried", causes: [lastSeq], data });
				return createCall(draftOf(next, caller, { which, firstSeq: lastSeq, fields }, told));
			},
			over({ which, results, calledOff }, seq, reply) {
				for (const [nth, leave] of leaves.entries()) {
					const result = calledOff[nth] === true ? undefined : results[nth];
					guard?.tell(to, leave, result ?? { how: "left" }, world.kernel.now);
				}
				ended(
					{ ...next, leave: undefined },
					[...earlier, ...results],
					earlier.length + 1 + which,
					seq,
					credential,
					reply,
				);
			},
		});
	}

	/** @param which 0, or the number of a copy beside it */
	function draftOf(
		next: Attempt,
		caller: Caller,
		{
			which,
			firstSeq,
			fields,
		}: { readonly which: number; readonly firstSeq: number; readonly fields: readonly HeaderField[] },
		told: Call["ended"],
	): CallDraft {
		const { planned, earlier, asked, audience } = next;
		const { exchange, to } = planned;
		const nth = earlier.length + 1 + which;
		const id = attemptCall(exchange, nth);
		const own = [...fields, ...keyOf(next)];
		const operation = own.length === 0 ? asked : { ...asked, fields: [...asked.fields, ...own] };
		const said = world.conversationOf(to, asked.request, id, caller.link.spec);
		const deadlineMs = planned.deadlineNs === undefined ? undefined : leftMs(next.endNs - world.kernel.now);
		const conversation = deadlineMs === undefined ? said : { ...said, deadlineMs };
		return {
			id,
			exchange,
			attempt: nth,
			question: askOf(conversation, operation, audience.lastNumber),
			conversation,
			content: asked.content,
			steps: stepsAt(routesAt(world.scenario, to), asked.request) ?? [],
			lastSeq: firstSeq,
			certificate: certificateFor(to, caller),
			ended: told,
		};
	}

	/** The field with the idempotency key of a try. */
	function keyOf({ planned: { exchange, to }, asked, tries }: Attempt): readonly HeaderField[] {
		if (spec.key === undefined) return [];
		return given(world.keys, "keys").keyFields(world.scenario, spec, to, asked, { exchange, tries });
	}

	/** Who it is by the certificate that it shows while a connection is secured. */
	function certificateFor(to: string, { link }: Caller): ClientProof | undefined {
		const isShown = spec.proves !== undefined && "certificate" in spec.proves && spec.proves.certificate === to;
		return isShown && link.spec.tls !== undefined ? { isVouchedFor: true, name } : undefined;
	}

	function endedAs(
		last: Attempt,
		result: AttemptResult,
		lastSeq: number,
		credential: string | undefined,
		reply?: HttpReply,
	): void {
		const results = [...last.earlier, result];
		ended(last, results, results.length, lastSeq, credential, reply);
	}

	/** @param by which attempt decides, from 1: the last one, or another beside which it was a copy */
	function ended(
		last: Attempt,
		results: readonly AttemptResult[],
		by: number,
		lastSeq: number,
		credential: string | undefined,
		reply?: HttpReply,
	): void {
		const { planned, asked, followed, tries } = last;
		const result = results[by - 1] ?? never();
		const sentOn = followUp(asked, result, followed);
		if (sentOn !== undefined) {
			const next = { ...last, earlier: results, asked: sentOn, followed: followed + 1 };
			attempt(next, beganAgain(next, lastSeq, { waited: 0, redirect: requestParts(sentOn.request).path }));
			return;
		}
		const isRefused = credential !== undefined && result.how === "answered" && result.status === 401;
		if (isRefused && prover?.refused(credential) === true && !last.isRenewed) {
			const next = { ...last, earlier: results, isRenewed: true };
			attempt(next, beganAgain(next, lastSeq, { waited: 0, renewed: true }));
			return;
		}
		if (last.leave !== undefined) guard?.tell(planned.to, last.leave, result, world.kernel.now);
		const inFlight = inFlightNs(spec.key !== undefined, reply, virtualMs(world.kernel.now));
		const waitNs = retryDelay(spec.retry, tries, result, world.seed, planned.exchange, last.audience.retryNs, inFlight);
		if (waitNs === undefined || world.kernel.now + waitNs >= last.endNs) settle(last, results, by, lastSeq);
		else if (guard?.mayRetry() === false) {
			const why = { why: "budget", to: planned.to } as const;
			settle(last, results, by, withhold(planned, by, lastSeq, why));
		} else {
			world.later(waitNs, () => {
				const next = newTry(planned, results, tries + 1, last.audience, last.endNs);
				tryOnce(next, beganAgain(next, lastSeq, { waited: waitNs }));
			});
		}
	}

	/** From the beginning: what was planned, with a timeout of its own. */
	function newTry(
		planned: PlannedExchange,
		earlier: readonly AttemptResult[],
		tries: number,
		audience: Audience,
		endNs: number,
	): Attempt {
		const deadlineNs = Math.min(endNs, world.kernel.now + spec.timeout);
		return { planned, earlier, tries, asked: planned, followed: 0, deadlineNs, endNs, audience, isRenewed: false };
	}

	function beganAgain(
		{ planned, earlier }: Attempt,
		causeSeq: number,
		how: { readonly waited: number; readonly redirect?: string; readonly renewed?: true },
	): number {
		const data = { to: planned.to, ...how };
		const [{ exchange }, nth] = [planned, earlier.length + 1];
		const [call, causes] = [attemptCall(exchange, nth), [causeSeq]];
		return world.record({ kind: "retried", node: name, exchange, attempt: nth, call, causes, data });
	}

	function settle(
		{ planned, audience }: Attempt,
		results: readonly AttemptResult[],
		nth: number,
		lastSeq: number,
	): void {
		const last = results[nth - 1] ?? never();
		const status = last.how === "answered" ? last.status : last.how === "left" ? audience.status : undefined;
		const [belief, why, { exchange }] = [beliefOf(results), last.how, planned];
		const data = status === undefined ? { belief, why } : { belief, status, why };
		const [call, causes] = [attemptCall(exchange, nth), [lastSeq]];
		const seq = world.record({ kind: "settled", node: name, exchange, attempt: nth, call, causes, data });
		parts.settled(exchange, seq, status);
	}

	return {
		begin(planned, causes) {
			const { exchange, to, request } = planned;
			const [call, data] = [attemptCall(exchange, 1), { to, request }];
			const seq = world.record({ kind: "begun", node: name, exchange, attempt: 1, call, causes, data });
			const endNs = world.kernel.now + (planned.deadlineNs ?? Number.POSITIVE_INFINITY);
			guard?.begins();
			tryOnce(newTry(planned, [], 1, createAudience(planned.stream, world.kernel.now), endNs), seq);
		},
	};
}

/** What decides about copies of a request. */
function hedgedRequest({ question, conversation }: CallDraft): Parameters<typeof isHedged>[1] {
	const { shape, target } = conversation;
	return { method: question.method, protocol: target.protocol, isStream: shape.down || shape.up };
}

/** A stream tells nothing before its call is made, and no exchange is settled before one was. */
function never(): never {
	throw new Error("a call was asked about before it was made");
}
