import {
	attemptCall,
	type CallId,
	callParts,
	requestOf,
	responseOf,
	subCall,
	type Trace,
	type WaitReason,
} from "@roundtrip/model";
import { Script } from "./script.ts";

/** Gives a whole number from 0 to below its argument: the only source of chance here. */
type Choose = (below: number) => number;

const TIMEOUT_NS = 1_000_000;
const WAITS: readonly WaitReason[] = [
	"congestion-window",
	"receive-window",
	"stream-window",
	"connection-window",
	"retransmission",
	"continue",
];

/**
 * A plausible run of up to six exchanges: addresses, new and reused connections, keys, packets, queues, queries, losses, timeouts, retries,
 * refusals, resets, a crash, a link that fails. It may end at any event. Not a simulator: workers and rates bind nobody here.
 * The numbers decide everything, read over and over.
 */
export function randomRun(numbers: readonly number[]): Trace {
	let position = 0;
	const choose: Choose = (below) => {
		const number = numbers[position % numbers.length] ?? 0;
		position += 1;
		return number % below;
	};
	const bank = new RandomBank(choose);
	const exchanges = 1 + choose(6);
	for (let exchange = 1; exchange <= exchanges; exchange += 1) bank.exchange(exchange);
	if (choose(4) === 0) bank.crash();
	if (choose(4) === 0) bank.impair();
	const { script } = bank;
	return script.trace(choose(3) === 0 ? choose(script.length + 1) : script.length);
}

class RandomBank {
	readonly script: Script = new Script();
	readonly choose: Choose;
	#connections = 0;

	constructor(choose: Choose) {
		this.choose = choose;
	}

	exchange(exchange: number): void {
		const { script, choose } = this;
		if (exchange === 1 || choose(3) > 0) script.begin(choose(500_000));
		const request = choose(3) === 0 ? "GET /balance" : "POST /transfers";
		script.say("phone", "begun", attemptCall(exchange, 1), { data: { to: "bank", request } });
		for (let attempt = 1; ; attempt += 1) {
			const why = this.#attempt(attemptCall(exchange, attempt), request);
			if (attempt < 3 && why === "answered" && choose(3) === 0) {
				const data = { to: "bank", waited: 0, redirect: "/balance" };
				script.say("phone", "retried", attemptCall(exchange, attempt + 1), { data });
				continue;
			}
			if (attempt < 3 && choose(2) === 0) {
				const waited = choose(200_000);
				script.pass(waited);
				script.say("phone", "retried", attemptCall(exchange, attempt + 1), { data: { to: "bank", waited } });
				continue;
			}
			const belief = why === "answered" ? "ok" : why === "refused" ? "failed" : "unknown";
			const status = why === "answered" ? { status: 201 } : {};
			const copy = `${attemptCall(exchange, attempt)}/d1`;
			if (choose(8) === 0) script.say("phone", "copied", copy, { data: { fault: 0 } });
			const withheld = { why: "budget", to: "bank" };
			if (choose(8) === 0) script.say("phone", "withheld", attemptCall(exchange, attempt), { data: withheld });
			script.say("phone", "settled", attemptCall(exchange, attempt), { data: { belief, why, ...status } });
			return;
		}
	}

	crash(): void {
		const { script, choose } = this;
		script.begin(choose(TIMEOUT_NS));
		const node = choose(2) === 0 ? "bank" : "ledger";
		script.say(node, "crashed", undefined, { data: { fault: 0, silent: choose(2) === 0 } });
		script.pass(1 + choose(TIMEOUT_NS));
		if (choose(2) === 0) {
			script.say(node, "restarted", undefined, { data: { fault: 0 } });
			script.say(node, "hampered", undefined, { data: { how: "slow", fault: 0 } });
			script.say(node, "recovered", undefined, { data: { how: "slow", fault: 0 } });
		}
	}

	impair(): void {
		const { script, choose } = this;
		script.begin(choose(TIMEOUT_NS));
		const way = (["both", "request", "response"] as const)[choose(3)] ?? "both";
		const how = choose(2) === 0 ? "cut" : "slow";
		script.say("phone", "impaired", undefined, { data: { to: "bank", fault: 0, way, how } });
		script.pass(1 + choose(TIMEOUT_NS));
		if (choose(2) === 0) script.say("bank", "flushed", undefined, { data: { fault: 0 } });
		if (choose(2) === 0) script.say("phone", "mended", undefined, { data: { to: "bank", fault: 0 } });
	}

	/** Says how the attempt ended; time stands at its end. */
	#attempt(call: CallId, request: string): string {
		const { script, choose } = this;
		const begunAt = script.now;
		const opened = this.#connection(call, "phone", "bank");
		if (opened.how === "refused") return "refused";
		if (opened.how === "silent") return this.#timeout(call, "phone", "bank", opened.connection, begunAt, "not-sent");
		const { connection } = opened;
		if (!this.#message(requestOf(call), connection, "phone", "bank", request)) {
			return this.#timeout(call, "phone", "bank", connection, begunAt, "timed-out");
		}
		if (choose(8) === 0) {
			script.pass(choose(50_000));
			script.say("phone", "closed", call, { connection, data: { to: "bank", why: "reset" } });
			return "reset";
		}
		const status = this.#work(call);
		if (status === 201) {
			script.say("bank", "looked-up", call, { data: { found: "miss", why: "nothing-stored" } });
			script.say("bank", "stored", call, { data: { what: "not-stored", why: "method" } });
			script.say("bank", "published", call, { data: { channel: "news", number: 1 } });
		}
		if (status === 504) script.say("ledger", "aborted", subCall(call, 1), { data: { why: "idle" } });
		script.say("bank", "keyed", call, { data: { found: "new" } });
		if (status === 503) script.say("bank", "denied", call, { data: { demand: "token", why: "no-keys" } });
		script.say("bank", "replied", call, { data: { status } });
		if (this.#message(responseOf(call), connection, "bank", "phone", `${status} Created`)) {
			if (choose(4) === 0) script.say("phone", "closed", call, { connection, data: { to: "bank", why: "done" } });
			return "answered";
		}
		return this.#timeout(call, "phone", "bank", connection, begunAt, "timed-out");
	}

	/** What the bank does for a request. */
	#work(call: CallId): number {
		const { script, choose } = this;
		if (choose(10) === 0) return 503;
		if (choose(3) === 0) {
			script.say("bank", "queued", call, { data: { for: "worker" } });
			script.pass(choose(100_000));
		}
		script.say("bank", "started", call, { data: {} });
		const queries = choose(3);
		for (let nth = 1; nth <= queries; nth += 1) {
			script.pass(choose(10_000));
			if (!this.#query(subCall(call, nth))) return 504;
		}
		script.pass(choose(10_000));
		return 201;
	}

	/** False where no result came. */
	#query(call: CallId): boolean {
		const { script, choose } = this;
		const begunAt = script.now;
		const opened = this.#connection(call, "bank", "ledger");
		if (opened.how === "refused") return false;
		const { connection } = opened;
		if (opened.how === "silent" || !this.#message(requestOf(call), connection, "bank", "ledger", "POST /")) {
			this.#timeout(call, "bank", "ledger", connection, begunAt, "timed-out");
			return false;
		}
		script.say("ledger", "started", call, { data: {} });
		script.pass(choose(5_000));
		if (choose(2) === 0) {
			script.say("ledger", "committed", call, { data: { effect: "transfer" } });
			if (choose(8) === 0) script.say("ledger", "forgotten", call, { data: { effect: "transfer", fault: 0 } });
		}
		script.say("ledger", "replied", call, { data: { status: 200 } });
		if (this.#message(responseOf(call), connection, "ledger", "bank", "200 OK")) return true;
		this.#timeout(call, "bank", "ledger", connection, begunAt, "timed-out");
		return false;
	}

	#connection(call: CallId, from: string, to: string): { readonly how: string; readonly connection: string } {
		const { script, choose } = this;
		if (choose(4) === 0) {
			script.say(from, "queued", call, { data: { for: "connection" } });
			script.pass(choose(50_000));
		}
		if (this.#connections > 0 && choose(2) === 0) {
			return { how: "open", connection: `c${1 + choose(this.#connections)}` };
		}
		if (choose(4) === 0) {
			script.say(from, "resolving", call, { data: { to } });
			script.pass(choose(20_000));
			script.say(from, "resolved", call, { data: { to } });
		}
		this.#connections += 1;
		const connection = `c${this.#connections}`;
		script.say(from, "connecting", call, { connection, data: { to } });
		if (choose(8) === 0) return { how: "silent", connection };
		script.pass(choose(100_000));
		const refused = choose(8) === 0;
		script.say(from, refused ? "refused" : "connected", call, { connection, data: { to } });
		if (!refused && choose(3) === 0) this.#keys(call, connection, from, to);
		return { how: refused ? "refused" : "open", connection };
	}

	#keys(call: CallId, connection: string, from: string, to: string): void {
		const { script, choose } = this;
		const roundTrips = choose(3);
		script.pass(roundTrips * choose(50_000));
		const [tls, handshake] = roundTrips === 0 ? ["1.3", "0-rtt"] : roundTrips === 1 ? ["1.3", "full"] : ["1.2", "full"];
		script.say(from, "secured", call, { connection, data: { to, tls, handshake, roundTrips } });
	}

	/** Packets cause nothing and nothing causes them: they stand beside the story. */
	#packets(connection: string, node: string, to: string): void {
		const { script, choose } = this;
		for (let nth = 1 + choose(3); nth > 0; nth -= 1) {
			const fate = choose(6) === 0 ? { lost: choose(2) === 0 ? "chance" : "queue" } : { arrives: script.now + 1 };
			const again = choose(6) === 0 ? { again: true } : {};
			const data = {
				to,
				flags: "PSH ACK",
				seq: nth,
				length: choose(2) * 1448,
				size: 1500,
				ack: 1,
				cwnd: 10,
				inFlight: nth,
			};
			script.aside(node, "packet", { connection, data: { ...data, ...fate, ...again } });
		}
	}

	/** True where it arrived; time stands at its arrival or loss. */
	#message(message: string, connection: string, from: string, to: string, summary: string): boolean {
		const { script, choose } = this;
		const { call } = callParts(message);
		script.say(from, "sent", call, { message, connection, data: { to, summary, size: 1 + choose(1_000) } });
		if (choose(10) === 0) {
			script.say(from, "delayed", call, { message, connection, data: { by: 1_000, fault: 1 } });
		}
		if (choose(4) === 0) this.#packets(connection, from, to);
		script.pass(choose(100_000));
		if (choose(6) === 0) {
			const data = { to, where: choose(11) / 10, why: "fault", fault: 0 };
			script.say(from, "lost", call, { message, connection, data });
			return false;
		}
		const waits = message.endsWith("<") && choose(4) === 0 ? { waits: { [this.#wait()]: 1 + choose(3) } } : {};
		script.say(to, "delivered", call, { message, connection, data: { from, ...waits } });
		return true;
	}

	#wait(): WaitReason {
		return WAITS[this.choose(WAITS.length)] ?? "continue";
	}

	#timeout(call: CallId, node: string, to: string, connection: string, begunAt: number, why: string): string {
		const { script } = this;
		script.now = Math.max(script.now, begunAt + TIMEOUT_NS);
		script.say(node, "timed-out", call, { data: { after: script.now - begunAt } });
		script.say(node, "closed", call, { connection, data: { to, why: "gave-up" } });
		return why;
	}
}
