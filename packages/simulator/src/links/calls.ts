import type { AttemptResult } from "@roundtrip/model";
import { Line } from "../line.ts";
import type { World } from "../world.ts";
import { type Call, ofCall } from "./call.ts";

/** What is done with a call whose turn it is. */
export interface CallHandling {
	/** Its turn has come, because of these events. */
	begin(call: Call, causes: readonly number[]): void;
	/** Its timeout is over, and that is recorded, or whoever made it has left: lets go of what it holds. */
	abandon(call: Call, why: "gave-up" | "left"): void;
}

/** The calls of one asking end: how long each may take, and whose turn it is where only so many are under way at once. */
export class Calls {
	readonly #world: World;
	readonly #node: string;
	readonly #limit: number;
	readonly #handling: CallHandling;
	readonly #underWay = new Set<Call>();
	/** Calls beyond the limit. Those that are over by now are passed over when their turn comes. */
	readonly #waiting = new Line<Call>();

	constructor(world: World, node: string, limit: number, handling: CallHandling) {
		this.#world = world;
		this.#node = node;
		this.#limit = limit;
		this.#handling = handling;
	}

	ask(call: Call, timeoutNs: number): void {
		call.timeout = this.#world.later(timeoutNs, () => this.#giveUp(call, timeoutNs));
		if (this.#nextWaiting() === undefined && this.#underWay.size < this.#limit) {
			this.#begin(call, [call.lastSeq]);
			return;
		}
		this.#waiting.push(call);
		this.queued(call);
	}

	/** Records that a call has to wait for a connection. */
	queued(call: Call): void {
		const data = { for: "connection" } as const;
		call.lastSeq = this.#world.record({
			...ofCall(call, this.#node),
			...{ kind: "queued", causes: [call.lastSeq], data },
		});
	}

	/**
	 * The call has ended with its last event: whoever made it is told, and who waited takes its place.
	 * @param freedBy the event that freed its place; its last one if absent
	 */
	finish(call: Call, result: AttemptResult, freedBy: number = call.lastSeq): void {
		this.#leave(call);
		call.ended(result, call.lastSeq);
		for (let next = this.#nextWaiting(); next !== undefined; next = this.#nextWaiting()) {
			if (this.#underWay.size >= this.#limit) return;
			this.#waiting.shift();
			this.#begin(next, [next.lastSeq, freedBy]);
		}
	}

	/** Whoever made the call has had enough of the stream that answers it. */
	leave(call: Call): void {
		if (call.isOver) return;
		if (this.#underWay.has(call)) this.#handling.abandon(call, "left");
		this.finish(call, { how: "left" });
	}

	/** The asking node died: its calls end without a word. */
	drop(): void {
		for (const call of this.#underWay) this.#leave(call);
		for (let call = this.#waiting.shift(); call !== undefined; call = this.#waiting.shift()) this.#leave(call);
	}

	#begin(call: Call, causes: readonly number[]): void {
		this.#underWay.add(call);
		this.#handling.begin(call, causes);
	}

	#giveUp(call: Call, afterNs: number): void {
		const { exchange, attempt, id, lastSeq } = call;
		const [node, causes, data] = [this.#node, [lastSeq], { after: afterNs }];
		call.lastSeq = this.#world.record({ kind: "timed-out", node, exchange, attempt, call: id, causes, data });
		if (this.#underWay.has(call)) this.#handling.abandon(call, "gave-up");
		this.finish(call, { how: call.isSent ? "timed-out" : "not-sent" });
	}

	#leave(call: Call): void {
		call.isOver = true;
		call.timeout?.cancel();
		this.#underWay.delete(call);
	}

	#nextWaiting(): Call | undefined {
		while (this.#waiting.first?.isOver === true) this.#waiting.shift();
		return this.#waiting.first;
	}
}
