import type { Machine } from "../world.ts";
import type { SimulatedLink } from "./link.ts";

/** A connection between the asking and the answering end of a link. Each end knows of the other only what has reached it. */
export interface Connection {
	/** Such as `phone->bank#1`. */
	readonly name: string;
	readonly link: SimulatedLink;
	/** As the asking end sees it. */
	state: "connecting" | "idle" | "busy" | "closed";
	/** Which life of the answering machine accepted it. */
	answererLife: number;
	/** When the answering end learns that the asking end has closed it. */
	closeArrivesNs: number;
	/** When the last byte that is under way to the asking end arrives. */
	lastArrivalNs: number;
}

export function openConnection(name: string, link: SimulatedLink): Connection {
	return {
		name,
		link,
		state: "connecting",
		answererLife: link.answerer.life,
		closeArrivesNs: Number.POSITIVE_INFINITY,
		lastArrivalNs: 0,
	};
}

/** Whether a machine still lives the life in which the connection was made. */
export function isSameLife(machine: Machine, life: number): boolean {
	return machine.state === "up" && machine.life === life;
}
