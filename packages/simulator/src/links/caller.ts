import type { AttemptResult } from "@roundtrip/model";
import { Line } from "../line.ts";
import type { World } from "../world.ts";
import { type Call, ofCall } from "./call.ts";
import { type Connection, closeNow, isKnown, openConnection } from "./connection.ts";
import { type Passage, recordDelivered, recordLost, requestPassage, responsePassage, send } from "./delivery.ts";
import { open } from "./handshake.ts";
import type { SimulatedLink } from "./link.ts";

/** The answering end of a link. */
export interface Answerer {
	/** A request has wholly arrived. */
	receive(call: Call, connection: Connection, deliveredSeq: number): void;
	/** Its machine died: everything here is gone. */
	die(): void;
}

/** The asking end of one link: connections kept alive, a limit on their number, a queue for calls beyond it. */
export class Caller {
	readonly link: SimulatedLink;
	readonly #world: World;
	readonly #limit: number;
	readonly #answerer: () => Answerer;
	readonly #connections = new Set<Connection>();
	/** Where each call is that has a connection and is not over. */
	readonly #places = new Map<Call, Connection>();
	/** Calls beyond the limit. Those that are over by now are passed over when their turn comes. */
	readonly #waiting = new Line<Call>();
	#opened = 0;

	constructor(world: World, link: SimulatedLink, limit: number, answerer: () => Answerer) {
		this.#world = world;
		this.link = link;
		this.#limit = limit;
		this.#answerer = answerer;
	}

	/** Begins a call; its `ended` is told how it ended, within the timeout. */
	ask(call: Call, timeoutNs: number): void {
		call.timeout = this.#world.later(timeoutNs, () => this.#giveUp(call, timeoutNs));
		if (this.#nextWaiting() === undefined && this.#place(call, [])) return;
		this.#waiting.push(call);
		const data = { for: "connection" } as const;
		call.lastSeq = this.#world.record({ ...this.#of(call), kind: "queued", causes: [call.lastSeq], data });
	}

	/** The answer of a call has come to this end. */
	receive(call: Call, connection: Connection, status: number, sentSeq: number): void {
		const passage = responsePassage(call, connection);
		if (connection.state === "closed") {
			const why = this.link.asker.state === "up" ? "closed" : "node-down";
			recordLost(this.#world, passage, sentSeq, { where: 1, why });
			return;
		}
		call.lastSeq = recordDelivered(this.#world, passage, sentSeq);
		connection.state = "idle";
		this.#finish(call, { how: "answered", status });
	}

	/** The answering process died, and its machine says so on every connection that it had accepted. */
	answererDied(crashSeq: number): void {
		const { now } = this.#world.kernel;
		for (const connection of this.#connections) {
			if (connection.acceptedBy === undefined) continue;
			// What had left before the crash arrives before the end of the connection does.
			const arrivesNs = Math.max(now + this.link.back.delayNs, connection.backArrivesNs);
			this.#world.later(arrivesNs - now, () => this.#reset(connection, crashSeq));
		}
	}

	/** This end's own machine died: everything here is gone, and nobody is told how calls ended. */
	die(): void {
		for (const call of this.#places.keys()) abandon(call);
		for (let call = this.#waiting.shift(); call !== undefined; call = this.#waiting.shift()) abandon(call);
		for (const connection of this.#connections) {
			if (this.link.asker.state === "dark") connection.state = "closed";
			else closeNow(connection, this.#world.kernel.now);
		}
		this.#connections.clear();
		this.#places.clear();
	}

	/** On an idle connection, or else on a new one; false where the limit is reached. */
	#place(call: Call, freedBy: readonly number[]): boolean {
		const causes = [call.lastSeq, ...freedBy];
		for (const connection of this.#connections) {
			if (connection.state !== "idle") continue;
			this.#carry(call, connection, causes);
			return true;
		}
		if (this.#connections.size >= this.#limit) return false;
		this.#connect(call, causes);
		return true;
	}

	#connect(call: Call, causes: readonly number[]): void {
		this.#opened++;
		const { asker, answerer } = this.link;
		const connection = openConnection(`${asker.name}->${answerer.name}#${this.#opened}`, this.link, call);
		this.#connections.add(connection);
		this.#places.set(call, connection);
		open(this.#world, connection, causes, (isAccepted) => {
			if (isAccepted) {
				this.#carry(call, connection, [call.lastSeq]);
			} else {
				this.#forget(connection);
				this.#finish(call, { how: "refused" });
			}
		});
	}

	#carry(call: Call, connection: Connection, causes: readonly number[]): void {
		connection.state = "busy";
		connection.call = call;
		this.#places.set(call, connection);
		call.isSent = true;
		const passage = requestPassage(call, connection);
		call.lastSeq = send(this.#world, passage, call.request, causes, (sentSeq) => this.#arrive(passage, sentSeq));
	}

	/** The request is at the other end's door. */
	#arrive(passage: Passage, sentSeq: number): void {
		const { call, connection } = passage;
		if (isKnown(connection)) {
			this.#answerer().receive(call, connection, recordDelivered(this.#world, passage, sentSeq));
			return;
		}
		const { state, lastChange } = this.link.answerer;
		const why = state === "up" ? "closed" : "node-down";
		recordLost(this.#world, passage, sentSeq, { where: 1, why }, lastChange === undefined ? [] : [lastChange]);
		// A machine that is there knows nothing of this connection, and says so.
		if (state !== "dark") {
			this.#world.later(this.link.back.delayNs, () => this.#reset(connection, lastChange ?? sentSeq));
		}
	}

	#nextWaiting(): Call | undefined {
		while (this.#waiting.first?.isOver === true) this.#waiting.shift();
		return this.#waiting.first;
	}

	#finish(call: Call, result: AttemptResult): void {
		call.isOver = true;
		call.timeout?.cancel();
		this.#places.delete(call);
		const { lastSeq } = call;
		call.ended(result, lastSeq);
		this.#serveWaiting(lastSeq);
	}

	#serveWaiting(freedBy: number): void {
		for (let next = this.#nextWaiting(); next !== undefined; next = this.#nextWaiting()) {
			if (!this.#place(next, [freedBy])) return;
			this.#waiting.shift();
		}
	}

	#giveUp(call: Call, afterNs: number): void {
		const data = { after: afterNs };
		call.lastSeq = this.#world.record({ ...this.#of(call), kind: "timed-out", causes: [call.lastSeq], data });
		const connection = this.#places.get(call);
		if (connection !== undefined) this.#close(connection, "gave-up", call.lastSeq);
		this.#finish(call, { how: call.isSent ? "timed-out" : "not-sent" });
	}

	/** The word that the other end knows nothing of the connection has come here. */
	#reset(connection: Connection, cause: number): void {
		const { state, call } = connection;
		if (state === "closed") return;
		this.#close(connection, "reset", cause);
		if (state === "busy") this.#finish(call, { how: "reset" });
		else this.#serveWaiting(call.lastSeq);
	}

	#close(connection: Connection, why: "gave-up" | "reset", cause: number): void {
		const { call, name, link } = connection;
		this.#forget(connection);
		closeNow(connection, this.#world.kernel.now);
		const data = { to: link.answerer.name, why };
		call.lastSeq = this.#world.record({ ...this.#of(call), connection: name, kind: "closed", causes: [cause], data });
	}

	#forget(connection: Connection): void {
		connection.state = "closed";
		this.#connections.delete(connection);
	}

	#of(call: Call): ReturnType<typeof ofCall> {
		return ofCall(call, this.link.asker.name);
	}
}

/** Its maker is gone: it ends without a word. */
function abandon(call: Call): void {
	call.isOver = true;
	call.timeout?.cancel();
}
