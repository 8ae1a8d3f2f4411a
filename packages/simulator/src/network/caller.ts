import type { AttemptResult } from "@roundtrip/model";
import type { World } from "../world.ts";
import type { Call } from "./call.ts";
import { type Connection, isSameLife, openConnection } from "./connection.ts";
import { recordDelivered, recordLost, requestPassage, responsePassage, send } from "./delivery.ts";
import type { SimulatedLink } from "./link.ts";

/** Takes requests at the answering end. */
export interface Answerer {
	receive(call: Call, connection: Connection, deliveredSeq: number): void;
}

/** The asking end of one link: connections kept alive, a limit on their number, a queue for calls beyond it. */
export interface Caller {
	readonly link: SimulatedLink;
	/** Begins a call; its `ended` is told how it ended, within the timeout. */
	ask(call: Call, timeoutNs: number): void;
	/** The answer of a call has come to this end. */
	receive(call: Call, connection: Connection, status: number, sentSeq: number): void;
	/** The other end's machine has ended all connections of a life. */
	answererDied(crashSeq: number): void;
	/** The answering machine knows nothing of this connection, and says so. */
	reset(connection: Connection, cause: number): void;
	/** This end's own machine died: everything here is gone. */
	die(): void;
}

export function createCaller(world: World, link: SimulatedLink, limit: number, answerer: () => Answerer): Caller {
	const { asker, answerer: machine } = link;
	let connections: Connection[] = [];
	let waiting: Call[] = [];
	const callOn = new Map<Connection, Call>();
	const lastCallOn = new Map<Connection, Call>();
	let opened = 0;

	const ofCall = (call: Call, node = asker.name) => ({
		node,
		exchange: call.exchange,
		attempt: call.attempt,
		call: call.id,
	});

	function acquire(call: Call): void {
		if (waiting.length === 0 && place(call)) return;
		waiting.push(call);
		call.lastSeq = world.record({
			...ofCall(call),
			kind: "queued",
			causes: [call.lastSeq],
			data: { for: "connection" },
		});
	}

	/** On an idle connection, or else on a new one; false where the limit is reached. */
	function place(call: Call): boolean {
		const idle = connections.find((connection) => connection.state === "idle");
		if (idle !== undefined) carry(call, idle, call.lastSeq);
		else if (connections.length < limit) connect(call);
		else return false;
		return true;
	}

	function connect(call: Call): void {
		opened++;
		const connection = openConnection(`${asker.name}->${machine.name}#${opened}`, link);
		connections.push(connection);
		hold(call, connection);
		const data = { to: machine.name };
		const connecting = world.record({
			...{ ...ofCall(call), connection: connection.name, kind: "connecting", causes: [call.lastSeq], data },
		});
		call.lastSeq = connecting;
		world.later(link.forth.delayNs, () => {
			// The SYN is there: a live machine accepts, one whose process is dead refuses, a dark one says nothing.
			if (machine.state === "dark" || connection.state === "closed") return;
			const accepts = machine.state === "up";
			connection.answererLife = machine.life;
			const because = !accepts && machine.lastChange !== undefined ? [machine.lastChange] : [];
			world.later(link.back.delayNs, () => {
				if (connection.state !== "connecting") return;
				const causes = [connecting, ...because];
				if (accepts) {
					call.lastSeq = world.record({
						...ofCall(call),
						connection: connection.name,
						kind: "connected",
						causes,
						data,
					});
					carry(call, connection, call.lastSeq);
				} else {
					call.lastSeq = world.record({ ...ofCall(call), connection: connection.name, kind: "refused", causes, data });
					forget(connection);
					finish(call, { how: "refused" });
				}
			});
		});
	}

	function hold(call: Call, connection: Connection): void {
		call.connection = connection;
		callOn.set(connection, call);
		lastCallOn.set(connection, call);
	}

	function carry(call: Call, connection: Connection, cause: number): void {
		hold(call, connection);
		connection.state = "busy";
		call.isSent = true;
		const passage = requestPassage(call, connection);
		call.lastSeq = send(world, passage, call.request, [cause], (sentSeq) => {
			if (isSameLife(machine, connection.answererLife)) {
				answerer().receive(call, connection, recordDelivered(world, passage, sentSeq));
				return;
			}
			const because = machine.lastChange === undefined ? [] : [machine.lastChange];
			recordLost(world, passage, sentSeq, { where: 1, why: machine.state === "up" ? "closed" : "node-down" }, because);
			if (machine.state !== "dark")
				world.later(link.back.delayNs, () => reset(connection, machine.lastChange ?? sentSeq));
		});
	}

	function serveWaiting(): void {
		for (let next = waiting[0]; next !== undefined && place(next); next = waiting[0]) waiting.shift();
	}

	function forget(connection: Connection): void {
		connection.state = "closed";
		callOn.delete(connection);
		lastCallOn.delete(connection);
		connections = connections.filter((each) => each !== connection);
	}

	function finish(call: Call, result: AttemptResult): void {
		call.isOver = true;
		call.timeout?.cancel();
		call.ended(result);
		serveWaiting();
	}

	function close(connection: Connection, call: Call, why: "gave-up" | "reset", causes: readonly number[]): void {
		forget(connection);
		// The close follows what was sent before; it reaches the other end half a round-trip later.
		connection.closeArrivesNs = world.kernel.now + link.forth.delayNs;
		const data = { to: machine.name, why };
		call.lastSeq = world.record({ ...ofCall(call), connection: connection.name, kind: "closed", causes, data });
	}

	function giveUp(call: Call, afterNs: number): void {
		waiting = waiting.filter((each) => each !== call);
		call.lastSeq = world.record({
			...ofCall(call),
			kind: "timed-out",
			causes: [call.lastSeq],
			data: { after: afterNs },
		});
		if (call.connection !== undefined) close(call.connection, call, "gave-up", [call.lastSeq]);
		finish(call, { how: call.isSent ? "timed-out" : "not-sent" });
	}

	function reset(connection: Connection, cause: number): void {
		if (connection.state === "closed") return;
		const call = callOn.get(connection);
		const last = call ?? lastCallOn.get(connection);
		if (last === undefined) return;
		close(connection, last, "reset", [cause]);
		if (call !== undefined) finish(call, { how: "reset" });
		else serveWaiting();
	}

	return {
		link,
		ask(call, timeoutNs) {
			call.timeout = world.later(timeoutNs, () => giveUp(call, timeoutNs));
			acquire(call);
		},
		receive(call, connection, status, sentSeq) {
			const passage = responsePassage(call, connection);
			if (connection.state === "closed") {
				recordLost(world, passage, sentSeq, { where: 1, why: asker.state === "up" ? "closed" : "node-down" });
				return;
			}
			call.lastSeq = recordDelivered(world, passage, sentSeq);
			callOn.delete(connection);
			connection.state = "idle";
			finish(call, { how: "answered", status });
		},
		answererDied(crashSeq) {
			for (const connection of connections) {
				if (connection.state === "connecting") continue;
				const now = world.kernel.now;
				// What had left before the crash arrives before the end of the connection does.
				const arrivesNs = Math.max(now + link.back.delayNs, connection.lastArrivalNs);
				world.later(arrivesNs - now, () => reset(connection, crashSeq));
			}
		},
		reset,
		die() {
			for (const call of [...callOn.values(), ...waiting]) {
				call.isOver = true;
				call.timeout?.cancel();
			}
			for (const connection of connections) {
				connection.state = "closed";
				if (asker.state !== "dark") connection.closeArrivesNs = world.kernel.now + link.forth.delayNs;
			}
			connections = [];
			waiting = [];
			callOn.clear();
			lastCallOn.clear();
		},
	};
}
