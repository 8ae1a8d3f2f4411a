import type { Ending, HttpReply } from "@roundtrip/behaviour";
import type { World } from "../../world.ts";
import type { Call } from "../call.ts";
import { connectionName, type Link } from "../link.ts";
import { createEncoder, type Encoder, type Message } from "../message.ts";
import type { Passage } from "../message-events.ts";
import type { Item, RequestListener, Voice } from "../stream.ts";
import type { Lanes } from "./lane.ts";
import { createOutboxes, type Outbox } from "./outbox.ts";

/** A connection between the asking and the answering end of a link. Each end knows of the other only what has reached it. */
export interface Connection {
	/** Such as `phone->bank#1`. */
	readonly name: string;
	readonly encoder: Encoder;
	/** As the asking end sees it; `opening` until requests may be sent. */
	state: "opening" | "open" | "closed";
	/** The call that it was opened for. */
	readonly opener: Call;
	/** The call that it was opened for, or the last one that it has carried. */
	lastCall: Call;
	/** The event after which requests may be sent; before, the last one of its opening. */
	readySeq: number;
	/** Calls that it carries, with what the answering end knows of each. */
	readonly carried: Map<Call, Carriage>;
	/** The life of the answering machine that accepted it, once one has. */
	acceptedBy: number | undefined;
	/** What each end writes. */
	readonly forth: Outbox;
	readonly back: Outbox;
	/** The word of its end has come to the asking end, because of an event. */
	readonly endComes: (cause: number) => void;
}

/** A call on its connection. */
export interface Carriage {
	readonly call: Call;
	readonly connection: Connection;
	/** When the answering end learns that the asking end doesn't wait for the answer any more. */
	endArrivesNs: number;
	/** What follows request and answer, where something does. */
	stream: CarriedStream | undefined;
}

/** What follows a request and its answer, as the ends of the connection deal with it. */
export interface CarriedStream {
	/** What the asking end says after its request. */
	readonly asking: Voice;
	/** The request itself, where it is open: what follows it comes after it. */
	ask(passage: Passage, message: Message, causes: readonly number[], arrived: (sentSeq: number) => void): number;
	/** Says what hears of the asking end at the other. */
	listen(listener: RequestListener): void;
	/** Begins the answer. */
	open(passage: Passage, message: Message, reply: HttpReply, causes: readonly number[]): void;
	/** The answering end says something more. */
	item(item: Item, causes: readonly number[]): void;
	end(ending: Ending, causes: readonly number[]): void;
	/** Asks for the nth time whether the asking end is there. */
	ping(nth: number, causes: readonly number[]): void;
	/** The asking end has let go. */
	asksNoMore(): void;
	/** The answering end hears that the connection is over. */
	breaks(): void;
}

export function createConnection(
	world: World,
	link: Link,
	lanes: Lanes,
	nth: number,
	opener: Call,
	whenEnded: (connection: Connection, cause: number) => void,
): Connection {
	const { forth, back } = createOutboxes(world, lanes);
	const [name, encoder] = [connectionName(link, nth), createEncoder(link)];
	const { lastSeq: readySeq } = opener;
	const carried = new Map<Call, Carriage>();
	const connection: Connection = {
		name,
		encoder,
		state: "opening",
		opener,
		lastCall: opener,
		readySeq,
		carried,
		acceptedBy: undefined,
		forth,
		back,
		endComes: (cause) => whenEnded(connection, cause),
	};
	return connection;
}

/** Whether the machine that accepted a connection still lives the life in which it did. */
export function isKnown({ acceptedBy }: Connection, { answerer }: Link): boolean {
	return answerer.state === "up" && answerer.life === acceptedBy;
}

/** The asking end lets go of a call: the news follows what was sent before, and reaches the other end after the delay. */
export function letGo(carriage: Carriage, newsArriveNs: number): void {
	const { call, connection, endArrivesNs } = carriage;
	connection.carried.delete(call);
	if (endArrivesNs < Number.POSITIVE_INFINITY) return;
	carriage.endArrivesNs = Math.max(newsArriveNs, connection.forth.arrivedByNs);
	carriage.stream?.asksNoMore();
}

/** The answering end is done with a connection: it takes nothing of it any more, and writes nothing to it. */
export function breakOff(connection: Connection, nowNs: number): void {
	connection.acceptedBy = undefined;
	for (const carriage of connection.carried.values()) {
		if (carriage.endArrivesNs < Number.POSITIVE_INFINITY) continue;
		carriage.endArrivesNs = nowNs;
		carriage.stream?.breaks();
	}
}
