import {
	abortedBody,
	abortedStatus,
	plainReply,
	queryTimeNs,
	recordContent,
	recordKey,
	resultBody,
	type StatementResult,
} from "@roundtrip/behaviour";
import { effectsOf, type QueryStep } from "@roundtrip/model";
import type { Answerer } from "../links/caller.ts";
import { diesAt } from "../own-death.ts";
import { hasRoom, slowedBy } from "../world.ts";
import { createAnswering } from "./answering.ts";
import type { Job } from "./job.ts";
import { reply } from "./reply.ts";
import { createTransactionalDatabase, type DatabaseParts } from "./transactional-database.ts";

/** Works on statements; what it has committed outlives it. */
export function createDatabase(parts: DatabaseParts): Answerer {
	const { world, machine } = parts;
	return world.transactions.isTransactional(machine.name)
		? createTransactionalDatabase(parts)
		: createPlainDatabase(parts);
}

/** One in which no statement depends on another: it does each by itself. */
function createPlainDatabase({ world, machine, spec, log }: DatabaseParts): Answerer {
	let effects = 0;
	/** Effects of exchanges of which there can be one only. */
	const once = new Set<string>();
	const limits = { workers: spec.workers, queue: Number.POSITIVE_INFINITY };
	const answering = createAnswering(world, machine, limits, begin, () => undefined);

	function begin(job: Job): void {
		const [query] = job.call.steps;
		if (query === undefined || !("query" in query)) return;
		const usualNs = queryTimeNs(query, spec, world.seed, job.call.id);
		world.later(slowedBy(world, machine.name, usualNs), () => {
			if (!answering.isAlive(job)) return;
			const result = execute(job, query);
			if (result === undefined) {
				refuse(job);
				return;
			}
			if (effectsOf(query).length > 0 && diesAt(world, machine.name, "committed", job.call.id, [job.lastSeq])) return;
			reply(world, machine.name, job, plainReply(200, resultBody(result)));
			answering.finished(job);
		});
	}

	/** Undefined where there is no room for what it would make lasting. */
	function execute(job: Job, query: QueryStep): StatementResult | undefined {
		const asked = effectsOf(query);
		if (!hasRoom(world, machine.name) && asked.some((effect) => query.unique === undefined || !isThere(job, effect))) {
			return undefined;
		}
		const committed = asked.filter((effect) => query.unique === undefined || isFirst(job, effect));
		for (const effect of committed) commit(job, effect);
		if (asked.length > 0) return { changes: committed.length };
		return spec.rows > 0 ? { record: recordContent(recordKey(job.call.id, spec.rows)) } : { count: effects };
	}

	function refuse(job: Job): void {
		const { exchange, attempt, id: call } = job.call;
		const [node, causes] = [machine.name, [job.lastSeq]];
		job.lastSeq = world.record({ kind: "aborted", node, exchange, attempt, call, causes, data: { why: "disk-full" } });
		reply(world, machine.name, job, plainReply(abortedStatus("disk-full"), abortedBody("disk-full")));
		answering.finished(job);
	}

	function isThere({ call: { exchange } }: Job, effect: string): boolean {
		return once.has(onceValue(exchange, effect));
	}

	function isFirst(job: Job, effect: string): boolean {
		if (isThere(job, effect)) return false;
		const value = onceValue(job.call.exchange, effect);
		once.add(value);
		log?.onUndo(() => once.delete(value));
		return true;
	}

	function commit(job: Job, effect: string): void {
		effects++;
		const { exchange, attempt, id: call } = job.call;
		const [node, causes, data] = [machine.name, [job.lastSeq], { effect }];
		job.lastSeq = world.record({ kind: "committed", node, exchange, attempt, call, causes, data });
		log?.add({ exchange, attempt, call, effect, seq: job.lastSeq });
	}

	return {
		receive: answering.receive,
		die: answering.die,
		forgetSince(timeNs) {
			const lost = log?.undoSince(timeNs) ?? [];
			effects -= lost.length;
			return lost;
		},
	};
}

function onceValue(exchange: number, effect: string): string {
	return `e${exchange} ${effect}`;
}
