import {
	askOf,
	beliefOf,
	type Conversation,
	conversationOf,
	createClientGuard,
	createCredentialFaults,
	createProver,
	followUp,
	type HeaderField,
	type HttpReply,
	inFlightNs,
	isHedged,
	keyFields,
	type Leave,
	leftMs,
	type Operation,
	type PlannedExchange,
	retryDelay,
} from "@roundtrip/behaviour";
import {
	type AttemptResult,
	attemptCall,
	type ClientSpec,
	type EventOf,
	isStream,
	linkName,
	NS_PER_MS,
	NS_PER_S,
	requestParts,
	routesAt,
	signInCall,
	stepsAt,
} from "@roundtrip/model";
import { createPrivateCache } from "../caches/private-cache.ts";
import { ofCall } from "../journal/entry.ts";
import type { NodeContext } from "../node-context.ts";
import type { StreamWish } from "./asked-stream.ts";
import type { Callers } from "./callers.ts";
import { playHedged } from "./hedged.ts";
import { createQuestion, type Question, type QuestionParts } from "./question.ts";

/** The exchanges of one client. */
export interface Exchanges {
	/** Nothing more happens in any by itself: they are over, or listen on streams that others may speak on. */
	readonly isQuiet: boolean;
	/** Some listen. */
	readonly isListening: boolean;
}

export interface ExchangesParts {
	readonly context: NodeContext;
	readonly spec: ClientSpec;
	/** Of the whole run; only this client's are begun. */
	readonly plan: readonly PlannedExchange[];
	readonly callers: Callers;
	/** Told when nothing more happens in any by itself. */
	readonly allQuiet: () => void;
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
	readonly stream: StreamState | undefined;
	/** What the client had shown in this try was refused, and it has got another. */
	readonly isRenewed: boolean;
	/** Of its breaker, where it has one. */
	readonly leave?: Leave | undefined;
}

/** What a client knows of the stream of an exchange, whatever the attempt. */
interface StreamState {
	readonly begunNs: number;
	/** Number of the last item that it has. */
	last: number | undefined;
	/** How long its items say to wait before it comes back. */
	retryNs: number | undefined;
	/** Of the last head that came. */
	status: number | undefined;
}

/** Begins each exchange when it is due, tries again as the policy says, and comes to a belief about it. */
export function beginExchanges({ context, spec, plan, callers, allQuiet }: ExchangesParts): Exchanges {
	const { node, scenario, seed, journal, timers } = context;
	const own = plan.filter((planned) => planned.from === node);
	const followers = new Map(own.flatMap((each) => (each.after === undefined ? [] : [[each.after, each] as const])));
	const prover = createProver({ scenario, client: node, secrets: context.secrets, nowS: clockOf(context) });
	const guard = createClientGuard(spec);
	const ownCache = spec.cache === "private" ? createPrivateCache(context) : undefined;
	const wishes = new Map<number, StreamWish>();
	/** Those that are begun, or will be at a time that is known. */
	let left = own.filter(({ after }) => after === undefined).length;

	function listeners(): number {
		return [...wishes.values()].filter((wish) => wish.isListening).length;
	}

	function weigh(): void {
		if (left === listeners()) allQuiet();
	}

	/** By number: those that were begun, and those that nobody wants any more. */
	const begun = new Set<number>();

	/** Nothing more of a line is begun that has what it wanted. */
	function leaveRest({ until }: PlannedExchange, status: number | undefined): void {
		if (until === undefined || status !== until.status) return;
		for (const other of own) {
			if (other.until?.line !== until.line || begun.has(other.exchange)) continue;
			begun.add(other.exchange);
			if (other.after === undefined) left--;
		}
	}

	function begin(planned: PlannedExchange): void {
		const { exchange, to, request } = planned;
		if (begun.has(exchange)) return;
		begun.add(exchange);
		const at = timers.clock.now();
		journal.write({ ...ofCall(attemptCall(exchange, 1)), at, node, kind: "begun", data: { to, request } });
		const endNs = at + (planned.deadlineNs ?? Number.POSITIVE_INFINITY);
		guard?.begins();
		tryOnce(newTry(planned, [], 1, { begunNs: at, endNs }, streamState(planned, at)), at);
	}

	function streamState({ to, request }: PlannedExchange, begunNs: number): StreamState | undefined {
		const steps = stepsAt(routesAt(scenario, to), request) ?? [];
		return isStream(steps) ? { begunNs, last: undefined, retryNs: undefined, status: undefined } : undefined;
	}

	/** From the beginning: what was planned, with a timeout of its own. */
	function newTry(
		planned: PlannedExchange,
		earlier: readonly AttemptResult[],
		tries: number,
		{ begunNs, endNs }: { readonly begunNs: number; readonly endNs: number },
		stream: StreamState | undefined,
	): Attempt {
		const deadlineNs = Math.min(endNs, begunNs + spec.timeout);
		return { planned, earlier, tries, asked: planned, followed: 0, deadlineNs, endNs, stream, isRenewed: false };
	}

	/** Makes a try, unless its breaker is open. */
	function tryOnce(next: Attempt, atNs: number): void {
		const { to } = next.planned;
		const answer = guard?.ask(to, atNs);
		if (answer === undefined || "leave" in answer) {
			attempt(answer === undefined ? next : { ...next, leave: answer.leave }, atNs);
			return;
		}
		withhold(next.planned, next.earlier.length + 1, atNs, {
			...{ why: "breaker", to },
			...(answer.refusedUntilNs > atNs ? { until: answer.refusedUntilNs } : {}),
		});
		attemptedAs(next, { how: "not-sent" }, atNs, undefined);
	}

	function withhold({ exchange }: PlannedExchange, nth: number, at: number, data: EventOf<"withheld">["data"]): void {
		journal.write({ ...ofCall(attemptCall(exchange, nth)), at, node, kind: "withheld", data });
	}

	/** Gets what it has to show, if anything, and asks. */
	function attempt(next: Attempt, begunNs: number): void {
		if (prover === undefined) {
			ask(next, begunNs, [], undefined);
			return;
		}
		const { planned, earlier, asked } = next;
		const id = attemptCall(planned.exchange, earlier.length + 1);
		let atNs = begunNs;
		let signIns = 0;
		let hasWaited = false;
		prover.show(
			planned.to,
			asked.request,
			{
				ask({ to, request, message }, told) {
					signIns++;
					if (hasWaited) atNs = timers.clock.now();
					hasWaited = false;
					const call = signInCall(id, signIns);
					const conversation = conversationOf(scenario, to, request, call, scenario.links[linkName(node, to)]);
					callers.to(to).ask(
						createQuestion({
							...{ call, to, request: message, conversation, keepsReply: true, atNs },
							timeoutNs: Math.max(0, next.deadlineNs - atNs),
							ended(result, endedNs) {
								atNs = endedNs;
								told(result.reply, result);
							},
						}),
					);
				},
				waits() {
					hasWaited = true;
					journal.write({ ...ofCall(id), at: timers.clock.now(), node, kind: "queued", data: { for: "credential" } });
				},
			},
			(shown) => {
				// Whoever waited for another goes on now.
				if (hasWaited) atNs = timers.clock.now();
				if (shown.ok) ask(next, atNs, shown.fields, shown.credential);
				else attemptedAs(next, shown.result, atNs, undefined);
			},
		);
	}

	/** @param credential what the fields show */
	function ask(next: Attempt, begunNs: number, fields: readonly HeaderField[], credential: string | undefined): void {
		const { to } = next.planned;
		const parts = partsOf(next, { which: 0, begunNs, fields }, (result, endedNs) =>
			attemptedAs(next, result, endedNs, credential, result.reply),
		);
		const { request, conversation, stream } = parts;
		const { protocol } = conversation.target;
		if (isHedged(spec, { method: request.method, protocol, isStream: stream !== undefined })) {
			askHedged(next, begunNs, fields, credential);
		} else if (ownCache !== undefined && stream === undefined) ownCache.ask(parts, callers.to(to));
		else callers.to(to).ask(createQuestion(parts));
	}

	/** The request goes out, and copies of it while its answer is late, each as an attempt of its own. */
	function askHedged(
		next: Attempt,
		begunNs: number,
		fields: readonly HeaderField[],
		credential: string | undefined,
	): void {
		const { hedge } = spec;
		if (hedge === undefined) return;
		const { planned, earlier } = next;
		const { to } = planned;
		const leaves: Leave[] = next.leave === undefined ? [] : [next.leave];
		playHedged(timers, callers.to(to), {
			...{ spec: hedge, begunNs, limitNs: Math.max(0, next.deadlineNs - begunNs) },
			mayCopy() {
				const nowNs = timers.clock.now();
				const answer = guard?.ask(to, nowNs);
				if (answer !== undefined && !("leave" in answer)) return false;
				if (guard?.mayRetry() === false) {
					if (answer !== undefined) guard.tell(to, answer.leave, { how: "left" }, nowNs);
					return false;
				}
				if (answer !== undefined) leaves.push(answer.leave);
				return true;
			},
			question(which, atNs, told) {
				const at = atNs;
				const call = attemptCall(planned.exchange, earlier.length + 1 + which);
				const data = { to, waited: hedge.after, hedged: true } as const;
				if (which > 0) journal.write({ ...ofCall(call), at, node, kind: "retried", data });
				return createQuestion(partsOf(next, { which, begunNs: atNs, fields }, told));
			},
			over({ which, results, calledOff }, result, atNs) {
				for (const [nth, leave] of leaves.entries()) {
					const ended = calledOff[nth] === true ? undefined : results[nth];
					guard?.tell(to, leave, ended ?? { how: "left" }, atNs);
				}
				const all = [...earlier, ...results];
				attempted({ ...next, leave: undefined }, all, earlier.length + 1 + which, atNs, credential, result?.reply);
			},
		});
	}

	/** @param which 0, or the number of a copy beside it */
	function partsOf(
		next: Attempt,
		{
			which,
			begunNs,
			fields,
		}: { readonly which: number; readonly begunNs: number; readonly fields: readonly HeaderField[] },
		ended: Question["ended"],
	): QuestionParts & { readonly conversation: Conversation } {
		const { planned, earlier, asked } = next;
		const { exchange, to } = planned;
		const call = attemptCall(exchange, earlier.length + 1 + which);
		const at = { atNs: begunNs, timeoutNs: Math.max(0, next.deadlineNs - begunNs) };
		const said = conversationOf(scenario, to, asked.request, call, scenario.links[linkName(node, to)]);
		const deadlineMs = planned.deadlineNs === undefined ? undefined : leftMs(next.endNs - begunNs);
		const conversation = deadlineMs === undefined ? said : { ...said, deadlineMs };
		const proofs = [...fields, ...keyFields(scenario, spec, to, asked, { exchange, tries: next.tries })];
		const operation = proofs.length === 0 ? asked : { ...asked, fields: [...asked.fields, ...proofs] };
		const request = askOf(conversation, operation, next.stream?.last);
		const stream = wishOf(next, conversation);
		return { call, to, request, conversation, stream, ...at, ended, keepsReply: spec.key !== undefined };
	}

	function wishOf({ planned, asked, stream }: Attempt, conversation: Conversation): StreamWish | undefined {
		if (stream === undefined) return undefined;
		const { stayNs } = planned.stream;
		const wish: StreamWish = {
			...{ conversation, plan: planned.stream, content: asked.content, resumeAfter: stream.last },
			leaveAtNs: stayNs === undefined ? undefined : stream.begunNs + stayNs,
			opened(status) {
				stream.status = status;
			},
			received(number, retryMs) {
				stream.last = number;
				if (retryMs !== undefined) stream.retryNs = retryMs * NS_PER_MS;
			},
			isListening: false,
			listens: weigh,
		};
		wishes.set(planned.exchange, wish);
		return wish;
	}

	function attemptedAs(
		last: Attempt,
		result: AttemptResult,
		atNs: number,
		credential: string | undefined,
		reply?: HttpReply,
	): void {
		const results = [...last.earlier, result];
		attempted(last, results, results.length, atNs, credential, reply);
	}

	/** @param by which attempt decides, from 1: the last one, or another beside which it was a copy */
	function attempted(
		last: Attempt,
		results: readonly AttemptResult[],
		by: number,
		atNs: number,
		credential: string | undefined,
		reply?: HttpReply,
	): void {
		const { planned, asked, followed, tries } = last;
		const result = results[by - 1] ?? none();
		const sentOn = followUp(asked, result, followed);
		if (sentOn !== undefined) {
			const next = { ...last, earlier: results, asked: sentOn, followed: followed + 1 };
			beginAgain(next, atNs, { waited: 0, redirect: requestParts(sentOn.request).path });
			return;
		}
		const isRefused = credential !== undefined && result.how === "answered" && result.status === 401;
		if (isRefused && prover?.refused(credential) === true && !last.isRenewed) {
			beginAgain({ ...last, earlier: results, isRenewed: true }, atNs, { waited: 0, renewed: true });
			return;
		}
		if (last.leave !== undefined) guard?.tell(planned.to, last.leave, result, atNs);
		const inFlight = inFlightNs(spec.key !== undefined, reply, Date.now());
		const waited = retryDelay(spec.retry, tries, result, seed, planned.exchange, last.stream?.retryNs, inFlight);
		if (waited === undefined || atNs + waited >= last.endNs) settle(last, results, by, atNs);
		else if (guard?.mayRetry() === false) {
			withhold(planned, by, atNs, { why: "budget", to: planned.to });
			settle(last, results, by, atNs);
		} else {
			timers.at(atNs + waited, () => {
				const at = timers.clock.now();
				const next = newTry(planned, results, tries + 1, { begunNs: at, endNs: last.endNs }, last.stream);
				tellAgain(next, at, { waited });
				tryOnce(next, at);
			});
		}
	}

	interface BeginningAgain {
		readonly waited: number;
		readonly redirect?: string;
		readonly renewed?: true;
	}

	function beginAgain(next: Attempt, at: number, how: BeginningAgain): void {
		tellAgain(next, at, how);
		attempt(next, at);
	}

	function tellAgain(next: Attempt, at: number, how: BeginningAgain): void {
		const { exchange, to } = next.planned;
		const call = attemptCall(exchange, next.earlier.length + 1);
		journal.write({ ...ofCall(call), at, node, kind: "retried", data: { to, ...how } });
	}

	function settle({ planned, stream }: Attempt, results: readonly AttemptResult[], by: number, at: number): void {
		const last = results[by - 1] ?? none();
		const { exchange } = planned;
		const status = last.how === "answered" ? last.status : last.how === "left" ? stream?.status : undefined;
		const data = { belief: beliefOf(results), ...(status === undefined ? {} : { status }), why: last.how };
		const call = attemptCall(exchange, by);
		journal.write({ ...ofCall(call), at, node, kind: "settled", data });
		wishes.delete(exchange);
		leaveRest(planned, status);
		const next = followers.get(exchange);
		if (next === undefined || begun.has(next.exchange)) left--;
		else timers.at(Math.max(next.atNs, timers.clock.now()), () => begin(next));
		weigh();
	}

	for (const planned of own) if (planned.after === undefined) timers.at(planned.atNs, () => begin(planned));
	weigh();
	return {
		get isQuiet() {
			return left === listeners();
		},
		get isListening() {
			return listeners() > 0;
		},
	};
}

function none(): never {
	throw new Error("an exchange is settled before an attempt was made");
}

/** What the client's clock shows, in seconds since 1970. */
function clockOf({ node, scenario }: NodeContext): () => number {
	const fastS = createCredentialFaults(scenario.faults).skew(node) / NS_PER_S;
	return () => Date.now() / 1_000 + fastS;
}
