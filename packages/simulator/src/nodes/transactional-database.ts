import {
	abortedBody,
	abortedStatus,
	controlStatement,
	createLocks,
	isolationBegun,
	keyNamed,
	plainReply,
	queryTimeNs,
	resultBody,
	SQL,
	type Statement,
	type StatementResult,
	sampleSpan,
	type Transaction,
	wantedAlone,
} from "@roundtrip/behaviour";
import { type AbortReason, type CallId, callParts, type DatabaseSpec, type Nanoseconds } from "@roundtrip/model";
import { ofCall } from "../links/call.ts";
import type { Answerer } from "../links/caller.ts";
import { diesAt } from "../own-death.ts";
import { hasRoom, type Machine, slowedBy, type Timer, type World } from "../world.ts";
import { createAnswering } from "./answering.ts";
import type { CommitLog } from "./commit-log.ts";
import type { Job } from "./job.ts";
import { type CallEffect, createOpenTransactions } from "./open-transactions.ts";
import { reply } from "./reply.ts";

export interface DatabaseParts {
	readonly world: World;
	readonly machine: Machine;
	readonly spec: DatabaseSpec;
	/** Where something that it has committed is lost later. */
	readonly log: CommitLog | undefined;
}

/** A statement at the database, with the transaction that it belongs to: its own where it came alone. */
interface Work {
	readonly job: Job;
	readonly first: Statement;
	readonly statements: readonly Statement[];
	readonly id: CallId;
	readonly isAlone: boolean;
	/** Another one holds the key that it asks for. */
	isHeld: boolean;
}

/**
 * A database in which several transactions are open at the same time. Whoever wants to change what another one has changed
 * waits for its end, without a worker; how it goes on is decided by the same rules as in the embedded database.
 */
export function createTransactionalDatabase({ world, machine, spec, log }: DatabaseParts): Answerer {
	const limits = { workers: spec.workers, queue: Number.POSITIVE_INFINITY };
	const answering = createAnswering(world, machine, limits, begin, () => undefined);
	const transactions = createOpenTransactions(spec, log);
	const locks = createLocks();
	/** By transaction: the timer of its patience with whoever began it. */
	const open = new Map<CallId, Timer | undefined>();
	const waiting = new Map<CallId, { readonly work: Work; readonly timer: Timer }>();

	function begin(job: Job): void {
		const work = workOf(job);
		const { id, first } = work;
		if (!work.isAlone && !open.has(id)) {
			if (first.sql === SQL.rollback) answer(work, { changes: 0 });
			else answerAborted(work, "unknown");
			return;
		}
		open.get(id)?.cancel();
		if (work.isAlone && isolationBegun(first) === undefined) transactions.begin(id, "read-committed");
		lock(work);
	}

	function lock(work: Work): void {
		const { job, id, first } = work;
		const wanted = wantedAlone(first);
		work.isHeld = first.sql === SQL.tryKey && wanted !== undefined && !locks.isFree(id, wanted);
		if (work.isHeld) {
			workOn(work);
			return;
		}
		const locked = wanted === undefined ? "granted" : locks.take(id, wanted);
		if (locked === "granted") workOn(work);
		else if (locked === "deadlock") abort(work, "deadlock");
		else {
			const of = ofCall(job.call, machine.name);
			job.lastSeq = world.record({ ...of, kind: "queued", causes: [job.lastSeq], data: { for: "lock" } });
			answering.finished(job);
			const timer = world.later(spec.patience, () => {
				waiting.delete(id);
				if (answering.isAlive(job)) abort(work, "lock-timeout");
			});
			waiting.set(id, { work, timer });
		}
	}

	function workOn(work: Work): void {
		world.later(slowedBy(world, machine.name, timeOf(work)), () => {
			if (answering.isAlive(work.job)) finish(work);
		});
	}

	function timeOf({ job: { call }, first }: Work): Nanoseconds {
		const [step] = call.steps;
		if (step !== undefined && "query" in step) return queryTimeNs(step, spec, world.seed, call.id);
		const isWork = first.sql === SQL.commit || keyNamed(first) !== undefined;
		const isTimed = step !== undefined && ("transaction" in step || "once" in step);
		return isWork && isTimed ? sampleSpan(step.takes, world.seed, call.id, "takes") : 0;
	}

	function finish(work: Work): void {
		const { id, job, first } = work;
		const isolation = isolationBegun(first);
		if (work.isHeld) answer(work, { held: true });
		else if (isolation !== undefined) {
			transactions.begin(id, isolation);
			open.set(id, undefined);
			answer(work, { changes: 0 });
		} else if (first.sql === SQL.commit) commit(work, undefined);
		else if (first.sql === SQL.rollback) {
			undo(id, job, "asked");
			answer(work, { changes: 0 });
		} else execute(work);
	}

	function execute(work: Work): void {
		const { job, id, statements } = work;
		let result: StatementResult | undefined;
		let changes = 0;
		for (const statement of statements) {
			result = transactions.execute(id, job.call.id, statement);
			if (result === undefined) {
				abort(work, "serialization");
				return;
			}
			changes += "changes" in result ? result.changes : 0;
		}
		if (statements.length > 1) result = { changes };
		if (work.isAlone) commit(work, result);
		else if (result !== undefined) answer(work, result);
	}

	/** @param result what is answered; undefined where it is how much was changed */
	function commit(work: Work, result: StatementResult | undefined): void {
		const done = transactions.commit(work.id, hasRoom(world, machine.name));
		if (typeof done === "string") {
			abort(work, done);
			return;
		}
		for (const each of done.effects) recordCommit(work.job, each);
		const { job } = work;
		if (done.effects.length > 0 && diesAt(world, machine.name, "committed", job.call.id, [job.lastSeq])) return;
		over(work.id);
		answer(work, result ?? { changes: done.changes });
	}

	function recordCommit(job: Job, { effect, call }: CallEffect): void {
		const { exchange, attempt } = callParts(call);
		const of = { node: machine.name, exchange, attempt, call };
		job.lastSeq = world.record({ ...of, kind: "committed", causes: [job.lastSeq], data: { effect } });
		log?.add({ exchange, attempt, call, effect, seq: job.lastSeq });
	}

	function abort(work: Work, why: AbortReason): void {
		undo(work.id, work.job, why);
		answerAborted(work, why);
	}

	function undo(id: CallId, job: Job, why: AbortReason): void {
		transactions.rollBack(id);
		const of = ofCall(job.call, machine.name);
		job.lastSeq = world.record({ ...of, kind: "aborted", causes: [job.lastSeq], data: { why } });
		over(id);
	}

	/** Whoever waited for what it held goes on. */
	function over(id: CallId): void {
		open.delete(id);
		for (const next of locks.release(id)) {
			const waiter = waiting.get(next);
			waiting.delete(next);
			waiter?.timer.cancel();
			if (waiter !== undefined) workOn(waiter.work);
		}
	}

	function answer(work: Work, result: StatementResult): void {
		reply(world, machine.name, work.job, plainReply(200, resultBody(result)));
		wentOut(work);
	}

	function answerAborted(work: Work, why: AbortReason | "unknown"): void {
		reply(world, machine.name, work.job, plainReply(abortedStatus(why), abortedBody(why)));
		wentOut(work);
	}

	/** A transaction in which nothing comes any more must not hold up others for ever. */
	function wentOut({ job, id }: Work): void {
		answering.finished(job);
		if (!open.has(id)) return;
		const idle = world.later(spec.patience, () => {
			if (open.has(id) && answering.isAlive(job)) undo(id, job, "idle");
		});
		open.set(id, idle);
	}

	return {
		receive: answering.receive,
		forgetSince: (timeNs) => log?.undoSince(timeNs) ?? [],
		die() {
			answering.die();
			transactions.die();
			locks.reset();
			for (const timer of open.values()) timer?.cancel();
			for (const { timer } of waiting.values()) timer.cancel();
			open.clear();
			waiting.clear();
		},
	};
}

/** What a message of this world's own servers asks for. */
function workOf(job: Job): Work {
	const asked = JSON.parse(job.call.question.body.text ?? "") as Statement | Transaction;
	const statements = "sql" in asked ? [asked] : asked.transaction;
	const first = statements[0] ?? controlStatement("rollback");
	const { within } = first;
	return { job, first, statements, id: within ?? job.call.id, isAlone: within === undefined, isHeld: false };
}
