import {
	abortedBody,
	abortedStatus,
	amountChanged,
	createAwakening,
	createFullness,
	createLocks,
	createSlowness,
	effectInserted,
	isolationBegun,
	keyNamed,
	type PlannedExchange,
	plainReply,
	queryTimeNs,
	resultBody,
	SQL,
	type Statement,
	type StatementResult,
	sampleSpan,
	type Transaction,
	textReply,
	wantedAlone,
} from "@roundtrip/behaviour";
import type { AbortReason, CallId, DatabaseSpec, Nanoseconds } from "@roundtrip/model";
import { ofCall } from "../journal/entry.ts";
import type { NodeContext } from "../node-context.ts";
import type { Job } from "../servers/job.ts";
import { reply } from "../servers/reply.ts";
import type { Timer } from "../shaper/timers.ts";
import type { EffectRow, EffectsStore } from "./effects-store.ts";
import type { Pace } from "./pace.ts";
import { type Session, TransactionAborted } from "./session.ts";
import { stepOfCall } from "./step-of-call.ts";

export interface TransactionalQueriesParts {
	readonly context: NodeContext;
	readonly spec: DatabaseSpec;
	readonly plan: readonly PlannedExchange[];
	readonly pace: Pace;
	readonly store: () => Pick<EffectsStore, "execute" | "begin">;
	/** A worker is free. */
	readonly finished: () => void;
}

/** The statements of a database in which several transactions are open at the same time. */
export interface TransactionalQueries {
	begin(job: Job, asked: Statement | Transaction, startedNs: Nanoseconds): void;
	/** No statement waits, and no transaction is open. */
	readonly isIdle: boolean;
}

/** A statement at the database, with the transaction that it belongs to: its own where it came alone. */
interface Work {
	readonly job: Job;
	readonly asked: Statement | Transaction;
	readonly first: Statement;
	readonly statements: readonly Statement[];
	readonly id: CallId;
	readonly isAlone: boolean;
	holdsWorker: boolean;
	/** Another one holds the key that it asks for. */
	isHeld: boolean;
}

interface Open {
	readonly session: Session;
	readonly effects: EffectRow[];
	changes: number;
	/** Of the database's patience with whoever began it. */
	timer: Timer | undefined;
}

/**
 * Whoever wants to change what another transaction has changed waits for its end here, without a worker, as in the simulated
 * world: no engine is ever made to wait. What can't be put in an order with others the engine says.
 */
export function createTransactionalQueries(parts: TransactionalQueriesParts): TransactionalQueries {
	const { context, spec, plan, pace, store, finished } = parts;
	const { node, scenario, seed, journal, timers } = context;
	const locks = createLocks();
	const [slowness, awakening, fullness] = [
		createSlowness(scenario),
		createAwakening(scenario),
		createFullness(scenario),
	];
	const open = new Map<CallId, Open>();
	const waiting = new Map<CallId, { readonly work: Work; readonly timer: Timer }>();
	const writeEvent = (call: CallId, what: Happening): void => {
		journal.write({ ...ofCall(call), at: timers.clock.now(), node, ...what });
	};

	function lock(work: Work, startedNs: Nanoseconds): void {
		const { id, job, first } = work;
		const wanted = wantedAlone(first);
		work.isHeld = first.sql === SQL.tryKey && wanted !== undefined && !locks.isFree(id, wanted);
		if (work.isHeld) {
			workOn(work, startedNs);
			return;
		}
		const locked = wanted === undefined ? "granted" : locks.take(id, wanted);
		if (locked === "granted") workOn(work, startedNs);
		else if (locked === "deadlock") void abort(work, "deadlock");
		else {
			writeEvent(job.call, { kind: "queued", data: { for: "lock" } });
			freeWorker(work);
			const timer = timers.after(spec.patience, () => {
				waiting.delete(id);
				void abort(work, "lock-timeout");
			});
			waiting.set(id, { work, timer });
		}
	}

	/** What the engine does is part of the time that the statement takes, not on top of it. */
	function workOn(work: Work, startedNs: Nanoseconds): void {
		const doneNs = awakening(node, startedNs + timeOf(work) * (slowness?.(node, startedNs) ?? 1));
		timers.at(doneNs - pace.expectedNs(isLasting(work)), () => void perform(work, doneNs));
	}

	function timeOf({ job: { call }, first, statements }: Work): Nanoseconds {
		const effects = statements.flatMap((each) => effectInserted(each) ?? []);
		const amount = amountChanged(first) ?? (first.sql === SQL.readAmount ? String(first.parameters[0]) : undefined);
		const isKey = keyNamed(first) !== undefined;
		const asked = { call, effects, amount, database: node, isControl: isControl(first), isKey };
		const step = stepOfCall(asked, scenario, plan);
		if (step === undefined) return 0;
		if ("query" in step) return queryTimeNs(step, spec, seed, call);
		return first.sql === SQL.commit || isKey ? sampleSpan(step.takes, seed, call, "takes") : 0;
	}

	async function perform(work: Work, doneNs: Nanoseconds): Promise<void> {
		const beganNs = timers.clock.now();
		try {
			const result = await execute(work, fullness?.(node, doneNs) === true);
			pace.took(isLasting(work), timers.clock.now() - beganNs);
			timers.at(doneNs, () => answer(work, result));
		} catch (error) {
			if (!(error instanceof TransactionAborted)) throw error;
			undone(work.id, work.job.call, error.why);
			timers.at(doneNs, () => answerAborted(work, error.why));
		}
	}

	async function execute(work: Work, isFull: boolean): Promise<StatementResult | undefined> {
		const { id, job, first } = work;
		if (work.isHeld) return { held: true };
		const isolation = isolationBegun(first);
		if (isolation !== undefined) {
			const session = await store().begin(isolation);
			open.set(id, { session, effects: [], changes: 0, timer: undefined });
			return { changes: 0 };
		}
		if (work.isAlone) return executeAlone(work, isFull);
		const entry = known(id);
		if (first.sql === SQL.commit) {
			await entry.session.commit(isFull && entry.changes > 0);
			lasting(entry.effects, job.call);
			over(id);
			return { changes: entry.changes };
		}
		if (first.sql === SQL.rollback) {
			await entry.session.rollBack();
			undone(id, job.call, "asked");
			return { changes: 0 };
		}
		return executeWithin(entry, work);
	}

	async function executeWithin(entry: Open, { job, statements }: Work): Promise<StatementResult | undefined> {
		let result: StatementResult | undefined;
		let changes = 0;
		for (const statement of statements) {
			result = await entry.session.execute(statement);
			if (result === undefined) return undefined;
			const changed = "changes" in result ? result.changes : 0;
			changes += changed;
			entry.changes += changed;
			const effect = changed > 0 ? effectInserted(statement) : undefined;
			if (effect !== undefined) entry.effects.push({ effect, call: job.call });
		}
		return statements.length > 1 ? { changes } : result;
	}

	async function executeAlone(
		{ id, job, asked, first, statements }: Work,
		isFull: boolean,
	): Promise<StatementResult | undefined> {
		if (amountChanged(first) === undefined) {
			const result = await store().execute(asked, isFull);
			if (result !== undefined && "changes" in result && result.changes > 0) {
				const effects = statements.flatMap((each) => effectInserted(each) ?? []);
				lasting(
					effects.map((effect) => ({ effect, call: job.call })),
					job.call,
				);
			}
			over(id);
			return result;
		}
		const session = await store().begin("read-committed");
		const result = await session.execute(first);
		await session.commit(isFull && result !== undefined && "changes" in result && result.changes > 0);
		over(id);
		return result;
	}

	/** @param asked the call that made them so */
	function lasting(effects: readonly EffectRow[], asked: CallId): void {
		for (const { effect, call } of effects) writeEvent(call, { kind: "committed", data: { effect } });
		if (effects.length > 0) context.reached?.("committed", asked);
	}

	function known(id: CallId): Open {
		const entry = open.get(id);
		if (entry === undefined) throw new Error(`no transaction ${id} is open`);
		return entry;
	}

	async function abort(work: Work, why: AbortReason): Promise<void> {
		await open.get(work.id)?.session.rollBack();
		undone(work.id, work.job.call, why);
		answerAborted(work, why);
	}

	function undone(id: CallId, call: CallId, why: AbortReason): void {
		writeEvent(call, { kind: "aborted", data: { why } });
		over(id);
	}

	/** Whoever waited for what it held goes on. */
	function over(id: CallId): void {
		open.delete(id);
		for (const next of locks.release(id)) {
			const waiter = waiting.get(next);
			waiting.delete(next);
			waiter?.timer.cancel();
			if (waiter !== undefined) workOn(waiter.work, timers.clock.now());
		}
	}

	function answer(work: Work, result: StatementResult | undefined): void {
		if (result === undefined) reply(context, work.job, textReply(400, "Not a statement that this database knows.\n"));
		else reply(context, work.job, plainReply(200, resultBody(result)));
		done(work);
	}

	function answerAborted(work: Work, why: AbortReason | "unknown"): void {
		reply(context, work.job, plainReply(abortedStatus(why), abortedBody(why)));
		done(work);
	}

	/** A transaction in which nothing comes any more must not hold up others for ever. */
	function done(work: Work): void {
		freeWorker(work);
		const { id, job } = work;
		const entry = open.get(id);
		if (entry === undefined) return;
		entry.timer = timers.after(spec.patience, () => {
			open.delete(id);
			void entry.session.rollBack().then(() => undone(id, job.call, "idle"));
		});
	}

	function freeWorker(work: Work): void {
		if (!work.holdsWorker) return;
		work.holdsWorker = false;
		finished();
	}

	return {
		begin(job, asked, startedNs) {
			const work = workOf(job, asked);
			const { id, first, isAlone } = work;
			const entry = open.get(id);
			if (!isAlone && entry === undefined) {
				if (first.sql === SQL.rollback) answer(work, { changes: 0 });
				else answerAborted(work, "unknown");
				return;
			}
			entry?.timer?.cancel();
			lock(work, startedNs);
		},
		get isIdle() {
			return open.size === 0 && waiting.size === 0;
		},
	};
}

type Happening =
	| { readonly kind: "queued"; readonly data: { readonly for: "lock" } }
	| { readonly kind: "committed"; readonly data: { readonly effect: string } }
	| { readonly kind: "aborted"; readonly data: { readonly why: AbortReason } };

function workOf(job: Job, asked: Statement | Transaction): Work {
	const statements = "sql" in asked ? [asked] : asked.transaction;
	const first = statements[0] ?? { sql: "", parameters: [] };
	const { within } = first;
	return {
		...{ job, asked, first, statements, id: within ?? job.call, isAlone: within === undefined, holdsWorker: true },
		isHeld: false,
	};
}

function isControl(statement: Statement): boolean {
	return isolationBegun(statement) !== undefined || statement.sql === SQL.commit || statement.sql === SQL.rollback;
}

/** Whether it is on the disk when it is done. */
function isLasting({ first, isAlone }: Work): boolean {
	if (first.sql === SQL.commit) return true;
	return isAlone && (effectInserted(first) !== undefined || wantedAlone(first) !== undefined);
}
