import {
	type Asking,
	type CacheOptions,
	cacheStatus,
	conversationOf,
	createFlights,
	gatewayAnswer,
	type HttpReply,
	type Lookup,
	type Settled,
	textReply,
} from "@roundtrip/behaviour";
import { type CacheSpec, linkName, requestParts, subCall } from "@roundtrip/model";
import type { Callers } from "../clients/callers.ts";
import { type CallResult, createQuestion } from "../clients/question.ts";
import { ofCall } from "../journal/entry.ts";
import type { NodeContext } from "../node-context.ts";
import { createDoors } from "../servers/doors.ts";
import type { Job } from "../servers/job.ts";
import type { Doors } from "../servers/open-doors.ts";
import { answerProbe, isProbe } from "../servers/probe.ts";
import { reply } from "../servers/reply.ts";
import { askedRequest } from "./asked-request.ts";
import { writeLookup, writeStored } from "./cache-events.ts";
import type { CacheStore } from "./cache-store.ts";
import { createStoredCache } from "./stored-cache.ts";

/** A shared cache of the real world, with its doors. */
export interface CacheServer extends Doors {
	/** Nobody waits for an answer, and nothing is asked in the background. */
	readonly isIdle: boolean;
}

/** A request at the cache. */
interface Visit {
	readonly job: Job;
	/** Calls made for it so far. */
	calls: number;
}

/** Gives what it has, and asks the server behind it for the rest. */
export function createCacheServer(
	context: NodeContext,
	spec: CacheSpec,
	{ callers, store }: { readonly callers: () => Callers; readonly store: () => CacheStore },
): CacheServer {
	const { node, scenario, journal, timers } = context;
	// Its clock is the run's, and its calendar the machine's.
	const options: CacheOptions = { isShared: true, beginMs: Date.now() - timers.clock.now() / 1e6 };
	const cache = createStoredCache(options, store);
	const flights = createFlights<Visit>();
	const doors = context.openDoors?.(receive) ?? createDoors(context, receive);
	let underWay = 0;

	function receive(job: Job): void {
		const at = timers.clock.now();
		if (isProbe(job.call)) {
			answerProbe(job, at, timers);
			return;
		}
		journal.write({ ...ofCall(job.call), at, node, note: "arrived" });
		void attend(() => lookUp({ job, calls: 0 }, true));
	}

	/** A fault of ours ends the process, as everywhere. */
	async function attend(work: () => Promise<void>): Promise<void> {
		underWay++;
		try {
			await work();
		} finally {
			underWay--;
		}
	}

	/** @param mayWait false for who has waited for another's answer already, and in vain */
	async function lookUp(visit: Visit, mayWait: boolean): Promise<void> {
		const { job } = visit;
		const lookup = await cache.lookUp(spec.of, askedRequest(job), timers.clock.now());
		writeLookup(context, job.call, timers.clock.now(), lookup);
		if (lookup.how === "miss" || lookup.how === "revalidate") {
			const waits = mayWait && spec.collapse && flights.board(lookup.asking, visit) === "waits";
			if (!waits) await ask(visit, lookup, lookup.asking);
			return;
		}
		give(visit, lookup.reply, lookup);
		const background = lookup.how === "stale" ? lookup.background : undefined;
		if (background !== undefined && flights.board(background, undefined) === "leads") {
			await ask(visit, undefined, background);
		}
	}

	/** @param lookup whose answer it will be; undefined where nobody waits for it */
	async function ask(visit: Visit, lookup: Lookup | undefined, asking: Asking): Promise<void> {
		const requestedNs = timers.clock.now();
		const result = await call(visit, asking, requestedNs);
		const repliedNs = timers.clock.now();
		if (result.reply === undefined) {
			const stale = await cache.failed(asking, repliedNs);
			if (stale !== undefined) writeStored(context, visit.job.call, timers.clock.now(), { what: "stale-if-error" });
			const failure = gatewayAnswer(result, spec.of);
			const instead = stale ?? (failure === undefined ? undefined : textReply(failure.status, failure.text));
			if (lookup !== undefined && instead !== undefined) give(visit, instead, lookup);
			land(asking);
			return;
		}
		const settled = await cache.answered(asking, result.reply, { requestedNs, repliedNs });
		if (settled.what === "again") {
			await ask(visit, lookup, settled.asking);
			return;
		}
		writeStored(context, visit.job.call, timers.clock.now(), settled);
		if (lookup !== undefined) give(visit, settled.reply, lookup, settled, result.reply.status);
		land(asking);
	}

	function call(visit: Visit, { send }: Asking, atNs: number): Promise<CallResult> {
		visit.calls++;
		const id = subCall(visit.job.call, visit.calls);
		// A stranger may add a query that no route knows: it is part of what is stored, and not of what the server is asked.
		const path = visit.job.route === undefined ? send.path : requestParts(visit.job.route).path;
		const request = `${send.method} ${path}`;
		const conversation = conversationOf(scenario, spec.of, request, id, scenario.links[linkName(node, spec.of)]);
		return new Promise((resolve) => {
			const question = createQuestion({
				...{ call: id, to: spec.of, request: { ...send, path }, conversation, keepsReply: true },
				...{ atNs, timeoutNs: spec.timeout, ended: resolve },
			});
			callers().to(spec.of).ask(question);
		});
	}

	/** Those who waited for the same look once more. */
	function land(asking: Asking): void {
		for (const visit of flights.land(asking)) void attend(() => lookUp(visit, false));
	}

	function give({ job }: Visit, answer: HttpReply, lookup: Lookup, settled?: Settled, status?: number): void {
		const told = ["cache-status", cacheStatus(node, lookup, settled, status)] as const;
		reply(context, job, { ...answer, fields: [...answer.fields, told] });
	}

	return {
		listen: doors.listen,
		get isIdle() {
			return underWay === 0;
		},
		close: doors.close,
	};
}
