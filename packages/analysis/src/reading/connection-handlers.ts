import type { EventOf } from "@roundtrip/model";
import type { EventHandlers } from "../event-handlers.ts";
import { type Building, callOf, end } from "./building.ts";
import { type CallLog, type ConnectLog, NONE } from "./call-log.ts";
import { freedBy } from "./freed-by.ts";
import { cameBack, createLane, type Lane } from "./lane.ts";

type ConnectionKind = "resolving" | "resolved" | "connecting" | "connected" | "secured" | "refused" | "closed";

/** What becomes of connections, from the asking for an address to their end. */
export const connectionHandlers: Pick<EventHandlers<Building, void>, ConnectionKind> = {
	resolving: (event, building) => {
		const call = callOf(event, building);
		call.to = event.data.to;
		call.resolves.push({ started: event.seq, ended: NONE });
	},
	resolved: (event, building) => {
		const resolve = callOf(event, building).resolves.at(-1);
		if (resolve) resolve.ended = event.seq;
	},
	connecting: (event, building) => {
		const call = callOf(event, building);
		const { connection, seq: started } = event;
		call.to = event.data.to;
		call.connection = connection;
		call.connects.push({
			connection,
			started,
			ended: NONE,
			result: "unfinished",
			secured: NONE,
			keys: undefined,
			distrusted: NONE,
		});
		building.lanes.set(connection, laneOf(event, call, building));
	},
	connected: (event, building) => {
		connectEnded(event, building);
		cameBackOn(building, event.connection, event.seq, 1);
	},
	secured: (event, building) => {
		const connect = connectOf(event, building);
		if (!connect) return;
		connect.secured = event.seq;
		connect.keys = event.data;
		cameBackOn(building, event.connection, event.seq, event.data.roundTrips);
	},
	refused: (event, building) => {
		if (event.data.certificate === undefined) connectEnded(event, building);
		else distrusted(event, building);
		end(callOf(event, building), event.seq, { how: "refused" });
	},
	closed: (event, building) => {
		if (event.data.why !== "reset") return;
		const call = callOf(event, building);
		end(call, event.seq, { how: call.request ? "reset" : "refused" });
	},
};

/** Something came back over a connection. */
export function cameBackOn({ lanes }: Building, connection: string, seq: number, roundTrips: number): void {
	let lane = lanes.get(connection);
	if (!lane) {
		lane = createLane();
		lanes.set(connection, lane);
	}
	if (roundTrips > 0) cameBack(lane, seq, roundTrips);
}

/** A connection opened for a call that had to wait takes the place of the one whose end made room. */
function laneOf(event: EventOf<"connecting">, call: CallLog, { trace, lanes }: Building): Lane {
	if (call.queuedForConnection !== NONE) {
		for (const cause of event.causes) {
			const before = trace.event(cause);
			const lane = "connection" in before ? lanes.get(before.connection) : undefined;
			if (lane) return lane;
		}
		const before = freedBy(event, call.queuedForConnection, trace);
		const lane = before && "connection" in before ? lanes.get(before.connection) : undefined;
		if (lane) return lane;
	}
	const lane = createLane();
	for (const { ended } of call.resolves) if (ended !== NONE) cameBack(lane, ended, 1);
	return lane;
}

function connectOf(event: EventOf<"connected" | "refused" | "secured">, building: Building): ConnectLog | undefined {
	return callOf(event, building).connects.findLast((each) => each.connection === event.connection);
}

/** Connected, and then shown a certificate that isn't believed. */
function distrusted(event: EventOf<"refused">, building: Building): void {
	const connect = connectOf(event, building);
	if (connect) connect.distrusted = event.seq;
}

function connectEnded(event: EventOf<"connected" | "refused">, building: Building): void {
	const connect = connectOf(event, building);
	if (!connect) return;
	connect.ended = event.seq;
	connect.result = event.kind;
}
