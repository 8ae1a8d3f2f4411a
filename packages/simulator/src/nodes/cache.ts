import {
	type Asking,
	cacheStatus,
	createFlights,
	createHttpCache,
	gatewayAnswer,
	type HttpReply,
	type Lookup,
	plannedFlushes,
	type Settled,
	textReply,
} from "@roundtrip/behaviour";
import { type AttemptResult, type CacheSpec, subCall } from "@roundtrip/model";
import { type Call, createCall } from "../links/call.ts";
import type { Answerer, Caller, ReturnWay } from "../links/caller.ts";
import type { Machine, World } from "../world.ts";
import { recordLookup, recordStored } from "./cache-events.ts";
import type { Job } from "./job.ts";
import { reply } from "./reply.ts";

export interface CacheParts {
	readonly world: World;
	readonly machine: Machine;
	readonly spec: CacheSpec;
	/** The way to the server behind it, or to another cache. */
	callerTo(other: string): Caller;
}

/** Makes a shared cache. */
export type CreateCache = (parts: CacheParts) => Answerer;

/** A shared cache: what it has, it gives; the rest it asks for. It has as many hands as it needs. */
export function createCache({ world, machine, spec, callerTo }: CacheParts): Answerer {
	const cache = createHttpCache({ isShared: true, maxBytes: spec.room });
	const flights = createFlights<Job>();
	const { name } = machine;
	const isAlive = ({ life }: Job): boolean => machine.state === "up" && machine.life === life;

	/** @param landed the last event of who was asked for, where this job has waited for that: it waits no second time */
	function lookUp(job: Job, landed?: number): void {
		const lookup = cache.lookUp(spec.of, job.call.question, world.kernel.now);
		recordLookup(world, name, job, lookup, landed === undefined ? [] : [landed]);
		if (lookup.how === "miss" || lookup.how === "revalidate") {
			const waits = landed === undefined && spec.collapse && flights.board(lookup.asking, job) === "waits";
			if (!waits) ask(job, lookup, lookup.asking);
			return;
		}
		give(job, lookup.reply, lookup);
		const { background } = lookup.how === "stale" ? lookup : { background: undefined };
		if (background !== undefined && flights.board(background, undefined) === "leads") {
			ask(job, undefined, background);
		}
	}

	/** @param lookup whose answer it will be; undefined where nobody waits for it */
	function ask(job: Job, lookup: Lookup | undefined, asking: Asking): void {
		const { call: asked } = job;
		const requestedNs = world.kernel.now;
		job.calls++;
		const call: Call = createCall({
			...{ id: subCall(asked.id, job.calls), exchange: asked.exchange, attempt: asked.attempt },
			...{ question: asking.send, conversation: asked.conversation, content: asked.content, steps: asked.steps },
			lastSeq: job.lastSeq,
			ended: (result, seq) => {
				job.lastSeq = seq;
				if (!isAlive(job)) return;
				if (call.reply === undefined) failed(job, lookup, asking, result);
				else answered(job, lookup, asking, call.reply, requestedNs);
			},
		});
		callerTo(spec.of).ask(call, spec.timeout);
	}

	function answered(
		job: Job,
		lookup: Lookup | undefined,
		asking: Asking,
		answer: HttpReply,
		requestedNs: number,
	): void {
		const settled = cache.answered(asking, answer, { requestedNs, repliedNs: world.kernel.now });
		if (settled.what === "again") {
			ask(job, lookup, settled.asking);
			return;
		}
		recordStored(world, name, job, settled);
		if (lookup !== undefined) give(job, settled.reply, lookup, settled, answer.status);
		land(asking, job.lastSeq);
	}

	function failed(job: Job, lookup: Lookup | undefined, asking: Asking, result: AttemptResult): void {
		const stale = cache.failed(asking, world.kernel.now);
		if (stale !== undefined) recordStored(world, name, job, { what: "stale-if-error" });
		const failure = gatewayAnswer(result, spec.of);
		const instead = stale ?? (failure === undefined ? undefined : textReply(failure.status, failure.text));
		if (lookup !== undefined && instead !== undefined) give(job, instead, lookup);
		land(asking, job.lastSeq);
	}

	/** Those who waited for the same look once more. */
	function land(asking: Asking, seq: number): void {
		for (const job of flights.land(asking)) if (isAlive(job)) lookUp(job, seq);
	}

	function give(job: Job, answer: HttpReply, lookup: Lookup, settled?: Settled, status?: number): void {
		const told = ["cache-status", cacheStatus(name, lookup, settled, status)] as const;
		job.state = "answered";
		reply(world, name, job, { ...answer, fields: [...answer.fields, told] });
	}

	for (const { fault, atNs } of plannedFlushes(world.scenario, name)) {
		world.later(atNs, () => {
			// One that is down has nothing to lose.
			if (machine.state !== "up") return;
			cache.clear();
			world.record({ node: name, kind: "flushed", causes: [], data: { fault } });
		});
	}

	return {
		receive(call: Call, back: ReturnWay, deliveredSeq: number) {
			lookUp({
				...{ call, back, inbox: undefined, life: machine.life, lastSeq: deliveredSeq },
				...{
					wantedUntilNs: Number.POSITIVE_INFINITY,
					calls: 0,
					fetches: 0,
					numbers: undefined,
					hasWorker: false,
					state: "unanswered",
				},
			});
		},
		die() {
			cache.clear();
			flights.clear();
		},
	};
}
