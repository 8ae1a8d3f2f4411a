import type { Machine } from "../world.ts";
import type { Call } from "./call.ts";
import type { SimulatedLink } from "./link.ts";

/** A connection between the asking and the answering end of a link. Each end knows of the other only what has reached it. */
export interface Connection {
	/** Such as `phone->bank#1`. */
	readonly name: string;
	readonly link: SimulatedLink;
	/** As the asking end sees it. */
	state: "connecting" | "idle" | "busy" | "closed";
	/** The call that it is opened for or carries; where it is idle, the last one. */
	call: Call;
	/** The life of the answering machine that accepted it, once one has. */
	acceptedBy: number | undefined;
	/** When the last byte that is under way in each direction arrives. */
	forthArrivesNs: number;
	backArrivesNs: number;
	/** When the answering end learns that the asking end has closed it. */
	closeArrivesNs: number;
}

export function openConnection(name: string, link: SimulatedLink, call: Call): Connection {
	return {
		...{ name, link, call, state: "connecting", acceptedBy: undefined },
		...{ forthArrivesNs: 0, backArrivesNs: 0, closeArrivesNs: Number.POSITIVE_INFINITY },
	};
}

/** Whether the machine that accepted a connection still lives the life in which it did. */
export function isKnown(connection: Connection): boolean {
	const machine: Machine = connection.link.answerer;
	return machine.state === "up" && machine.life === connection.acceptedBy;
}

/** The asking end closes: the news follows what was sent before, and reaches the other end half a round-trip later. */
export function closeNow(connection: Connection, nowNs: number): void {
	connection.state = "closed";
	connection.closeArrivesNs = Math.max(nowNs + connection.link.forth.delayNs, connection.forthArrivesNs);
}
