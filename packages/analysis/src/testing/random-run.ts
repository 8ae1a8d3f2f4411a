import {
	attemptCall,
	type CallId,
	callParts,
	createTrace,
	type EventDraft,
	requestOf,
	responseOf,
	subCall,
	type Trace,
} from "@roundtrip/model";
import { BANK, headerOf, scenarioOf } from "./playbook.ts";

/** Gives a whole number from 0 to below its argument: the only source of chance here. */
export type Choose = (below: number) => number;

const TIMEOUT_NS = 1_000_000;
const header = headerOf(scenarioOf(BANK));

interface Draft {
	readonly at: number;
	readonly node: string;
	readonly kind: string;
	readonly call?: CallId;
	readonly fields: Readonly<Record<string, unknown>>;
	readonly cause: Draft | undefined;
}

/** A chooser that reads its answers off a list, over and over. */
export function chooserOf(numbers: readonly number[]): Choose {
	let position = 0;
	return (below) => {
		const number = numbers[position % Math.max(1, numbers.length)] ?? 0;
		position += 1;
		return number % below;
	};
}

/**
 * A plausible run of up to six exchanges: new and reused connections, queues, queries, losses, timeouts, retries,
 * refusals, resets. It may end at any event. Not a simulator: workers and rates bind nobody here.
 */
export function randomRun(choose: Choose): Trace {
	const script = new Script(choose);
	const exchanges = 1 + choose(6);
	for (let exchange = 1; exchange <= exchanges; exchange += 1) script.exchange(exchange);
	if (choose(4) === 0) script.crash();
	const drafts = script.drafts.map((draft, index) => ({ draft, index }));
	drafts.sort((a, b) => a.draft.at - b.draft.at || a.index - b.index);
	const kept = choose(3) === 0 ? drafts.slice(0, choose(drafts.length + 1)) : drafts;
	const trace = createTrace(header);
	const seqs = new Map<Draft, number>();
	for (const { draft } of kept) {
		const cause = draft.cause === undefined ? undefined : seqs.get(draft.cause);
		const { at, node, kind, fields } = draft;
		const event = { at, node, kind, causes: cause === undefined ? [] : [cause], ...fields };
		seqs.set(draft, trace.append(event as unknown as EventDraft));
	}
	return trace;
}

class Script {
	readonly drafts: Draft[] = [];
	readonly choose: Choose;
	#cause: Draft | undefined;
	#now = 0;
	#connections = 0;

	constructor(choose: Choose) {
		this.choose = choose;
	}

	exchange(exchange: number): void {
		this.#now = this.choose(500_000);
		this.#cause = undefined;
		const request = this.choose(3) === 0 ? "GET /balance" : "POST /transfers";
		this.#say("phone", "begun", attemptCall(exchange, 1), { data: { to: "bank", request } });
		for (let attempt = 1; ; attempt += 1) {
			const why = this.#attempt(attemptCall(exchange, attempt), request);
			if (attempt < 3 && this.choose(2) === 0) {
				const waited = this.choose(200_000);
				this.#pass(waited);
				this.#say("phone", "retried", attemptCall(exchange, attempt + 1), { data: { to: "bank", waited } });
				continue;
			}
			const belief = why === "answered" ? "ok" : why === "refused" ? "failed" : "unknown";
			const status = why === "answered" ? { status: 201 } : {};
			this.#say("phone", "settled", attemptCall(exchange, attempt), { data: { belief, why, ...status } });
			return;
		}
	}

	crash(): void {
		this.#now = this.choose(TIMEOUT_NS);
		this.#cause = undefined;
		const node = this.choose(2) === 0 ? "bank" : "ledger";
		this.#say(node, "crashed", undefined, { data: { fault: 0, silent: this.choose(2) === 0 } });
		this.#pass(1 + this.choose(TIMEOUT_NS));
		if (this.choose(2) === 0) this.#say(node, "restarted", undefined, { data: { fault: 0 } });
	}

	/** Says how the attempt ended; time stands at its end. */
	#attempt(call: CallId, request: string): string {
		const begunAt = this.#now;
		const opened = this.#connection(call, "phone", "bank");
		if (opened.how === "refused") return "refused";
		if (opened.how === "silent") return this.#timeout(call, "phone", "bank", opened.connection, begunAt, "not-sent");
		const { connection } = opened;
		if (!this.#message(requestOf(call), connection, "phone", "bank", request)) {
			return this.#timeout(call, "phone", "bank", connection, begunAt, "timed-out");
		}
		if (this.choose(8) === 0) {
			this.#pass(this.choose(50_000));
			this.#say("phone", "closed", call, { connection, data: { to: "bank", why: "reset" } });
			return "reset";
		}
		const status = this.#work(call);
		this.#say("bank", "replied", call, { data: { status } });
		if (this.#message(responseOf(call), connection, "bank", "phone", `${status} Created`)) return "answered";
		return this.#timeout(call, "phone", "bank", connection, begunAt, "timed-out");
	}

	/** What the bank does for a request. */
	#work(call: CallId): number {
		if (this.choose(10) === 0) return 503;
		if (this.choose(3) === 0) {
			this.#say("bank", "queued", call, { data: { for: "worker" } });
			this.#pass(this.choose(100_000));
		}
		this.#say("bank", "started", call, { data: {} });
		const queries = this.choose(3);
		for (let nth = 1; nth <= queries; nth += 1) {
			this.#pass(this.choose(10_000));
			if (!this.#query(subCall(call, nth))) return 504;
		}
		this.#pass(this.choose(10_000));
		return 201;
	}

	/** False where no result came. */
	#query(call: CallId): boolean {
		const begunAt = this.#now;
		const opened = this.#connection(call, "bank", "ledger");
		if (opened.how === "refused") return false;
		const { connection } = opened;
		if (opened.how === "silent" || !this.#message(requestOf(call), connection, "bank", "ledger", "POST /")) {
			this.#timeout(call, "bank", "ledger", connection, begunAt, "timed-out");
			return false;
		}
		this.#say("ledger", "started", call, { data: {} });
		this.#pass(this.choose(5_000));
		if (this.choose(2) === 0) this.#say("ledger", "committed", call, { data: { effect: "transfer" } });
		this.#say("ledger", "replied", call, { data: { status: 200 } });
		if (this.#message(responseOf(call), connection, "ledger", "bank", "200 OK")) return true;
		this.#timeout(call, "bank", "ledger", connection, begunAt, "timed-out");
		return false;
	}

	#connection(call: CallId, from: string, to: string): { readonly how: string; readonly connection: string } {
		if (this.choose(4) === 0) {
			this.#say(from, "queued", call, { data: { for: "connection" } });
			this.#pass(this.choose(50_000));
		}
		if (this.#connections > 0 && this.choose(2) === 0) {
			return { how: "open", connection: `c${1 + this.choose(this.#connections)}` };
		}
		this.#connections += 1;
		const connection = `c${this.#connections}`;
		this.#say(from, "connecting", call, { connection, data: { to } });
		if (this.choose(8) === 0) return { how: "silent", connection };
		this.#pass(this.choose(100_000));
		const refused = this.choose(8) === 0;
		this.#say(from, refused ? "refused" : "connected", call, { connection, data: { to } });
		return { how: refused ? "refused" : "open", connection };
	}

	/** True where it arrived; time stands at its arrival or loss. */
	#message(message: string, connection: string, from: string, to: string, summary: string): boolean {
		const { call } = callParts(message);
		const size = 1 + this.choose(1_000);
		this.#say(from, "sent", call, { message, connection, data: { to, summary, size } });
		if (this.choose(10) === 0) {
			this.#say(from, "delayed", call, { message, connection, data: { by: 1_000, fault: 1 } });
		}
		this.#pass(this.choose(100_000));
		if (this.choose(6) === 0) {
			const data = { to, where: this.choose(11) / 10, why: "fault", fault: 0 };
			this.#say(from, "lost", call, { message, connection, data });
			return false;
		}
		this.#say(to, "delivered", call, { message, connection, data: { from } });
		return true;
	}

	#timeout(call: CallId, node: string, to: string, connection: string, begunAt: number, why: string): string {
		this.#now = Math.max(this.#now, begunAt + TIMEOUT_NS);
		this.#say(node, "timed-out", call, { data: { after: this.#now - begunAt } });
		this.#say(node, "closed", call, { connection, data: { to, why: "gave-up" } });
		return why;
	}

	#pass(ns: number): void {
		this.#now += ns;
	}

	#say(node: string, kind: string, call: CallId | undefined, more: Readonly<Record<string, unknown>>): void {
		const parts = call === undefined ? {} : callParts(call);
		const { exchange, attempt } = { exchange: undefined, attempt: undefined, ...parts };
		const fields = { ...(call === undefined ? {} : { exchange, attempt, call }), ...more };
		this.#cause = { at: this.#now, node, kind, fields, cause: this.#cause };
		this.drafts.push(this.#cause);
	}
}
