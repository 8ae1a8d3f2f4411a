import { duration, type Nanoseconds, NS_PER_S, printQuantity, type Scenario } from "@roundtrip/model";
import { isPart, isQuery, type Place } from "./place.ts";

/** A fault in the words of a button. Kinds that have none here are offered by what the grammar says of them. */
export interface Preset {
	/** The key of the fault in the grammar; what the grammar doesn't have is not offered. */
	readonly kind: string;
	readonly on: Place["is"];
	readonly label: string;
	/** What it does, for a tooltip. */
	readonly what: string;
	/** As it would stand in a scenario file. */
	readonly text: (place: Place) => string;
	/** Where it can't be written but means nothing. */
	readonly unless?: (place: Place, scenario: Scenario) => boolean;
}

/** So long does a node stay away, and a disk stay full. */
const A_SECOND: Nanoseconds = NS_PER_S;
/** Longer than many a client waits. */
const TWO_SECONDS: Nanoseconds = 2 * NS_PER_S;
const FIVE_SECONDS: Nanoseconds = 5 * NS_PER_S;

const moment = (place: Place, laterNs: Nanoseconds = 0): string =>
	printQuantity(Math.round(place.is === "message" ? place.message.sentAt : place.atNs) + laterNs, duration);

const isItem = (place: Place): boolean => place.is === "message" && isPart(place.id);

const message = (kind: string, label: string, what: string, more: Partial<Preset> = {}): Preset => ({
	...{ kind, on: "message", label, what, text: ({ id }) => `{ ${kind}: ${id} }` },
	...more,
});

const node = (kind: string, label: string, what: string, text: Preset["text"]): Preset => ({
	...{ kind, on: "node", label, what, text },
});

const link = (kind: string, label: string, what: string, text: Preset["text"]): Preset => ({
	...{ kind, on: "link", label, what, text },
});

const isAnswerOnly = (place: Place): boolean => place.is === "message" && place.message.direction === "request";

/** In the order of the buttons. */
export const presets: readonly Preset[] = [
	message("lose", "Lose this message", "It never arrives, and nobody is told (D)"),
	message("delay", "Hold it up for 2 s", "It arrives 2 s later than it would", {
		text: ({ id }) => `{ delay: ${id}, by: 2s }`,
	}),
	message("duplicate", "Send it twice", "Something on the way sends it again over a connection of its own", {
		unless: (place, scenario) => isItem(place) || (place.is === "message" && isQuery(place.message, scenario)),
	}),
	message(
		"reorder",
		"Let the next overtake it",
		"It leaves when the next message of its direction has come, or after a second",
		{ unless: isItem },
	),
	message("corrupt", "Change a byte", "A byte of it changes on its way, and TCP's checksum doesn't notice", {
		unless: isItem,
	}),
	message("reset", "Reset the connection", "The end that is asked resets the connection in place of this message", {
		unless: isItem,
	}),
	message("truncate", "Cut it short", "Half of the answer comes, then the end of the connection", {
		unless: isAnswerOnly,
	}),
	message("truncate", "Cut it in its head", "The connection ends before the head of the answer is whole", {
		text: ({ id }) => `{ truncate: ${id}, at: headers }`,
		unless: isAnswerOnly,
	}),
	message("partition", "Cut the link for 2 s", "Nothing gets through its link from here on, in either direction", {
		text: (place) =>
			place.is === "message"
				? `{ partition: ${place.message.link}, at: ${moment(place)}, until: ${moment(place, TWO_SECONDS)} }`
				: "",
	}),
	node("crash", "Crash here", "Its process dies, and is started again 1 s later", (place) => crash(place, "")),
	node("crash", "Crash in silence", "Its machine goes dark, and nobody is told; it is back 1 s later", (place) =>
		crash(place, ", silent: true"),
	),
	node(
		"pause",
		"Pause for 1 s",
		"It stands still, as in a garbage collection, and goes on 1 s later",
		(place) => `{ pause: ${place.id}, at: ${moment(place)}, for: 1s }`,
	),
	node(
		"exhaust",
		"Take its memory",
		"For 5 s it has memory for 4 requests at once: one more kills it, and it is started again 1 s later",
		(place) =>
			`{ exhaust: ${place.id}, at: ${moment(place)}, until: ${moment(place, FIVE_SECONDS)}, room: 4, restart-after: 1s }`,
	),
	node(
		"slow",
		"Slow it down",
		"From here on its work takes ten times as long",
		(place) => `{ slow: ${place.id}, at: ${moment(place)}, times: 10 }`,
	),
	node(
		"flush",
		"Empty it",
		"It loses all that it has stored, and goes on",
		(place) => `{ flush: ${place.id}, at: ${moment(place)} }`,
	),
	node(
		"fill",
		"Fill its disk",
		"For 1 s it refuses whatever is to be made lasting",
		(place) => `{ fill: ${place.id}, at: ${moment(place)}, until: ${moment(place, A_SECOND)} }`,
	),
	node(
		"failover",
		"Fail over",
		"Its primary dies, and a replica takes over 1 s later, with all that was committed",
		(place) => `{ failover: ${place.id}, at: ${moment(place)}, takes: 1s }`,
	),
	node(
		"skew",
		"Put its clock 2 min ahead",
		"It takes what is valid for expired",
		(place) => `{ skew: ${place.id}, by: 120s }`,
	),
	link("partition", "Cut it for 2 s", "Nothing gets through in either direction, and nobody is told", (place) =>
		cut(place, ""),
	),
	link("partition", "Cut the way there for 2 s", "What the asking end sends gets lost, answers come", (place) =>
		cut(place, ", way: request"),
	),
	link("partition", "Cut the way back for 2 s", "Requests come, and whatever is sent back gets lost", (place) =>
		cut(place, ", way: response"),
	),
	link(
		"flap",
		"Let it flap for 5 s",
		"It is cut for 200 ms and whole for 300 ms, again and again",
		(place) => `{ flap: ${place.id}, at: ${moment(place)}, until: ${moment(place, FIVE_SECONDS)} }`,
	),
	link(
		"throttle",
		"Throttle it for 2 s",
		"It carries 100 kbit/s in each direction",
		(place) => `{ throttle: ${place.id}, at: ${moment(place)}, until: ${moment(place, TWO_SECONDS)}, rate: 100kbit/s }`,
	),
	...(["request", "response"] as const).flatMap((direction): readonly Preset[] => [
		link(
			"lose",
			`Lose every ${direction}`,
			`No ${direction} over it arrives`,
			({ id }) => `{ lose: ${direction}, on: ${id}, nth: all }`,
		),
		link(
			"lose",
			`Lose one ${direction} in five`,
			"Which ones depends on the seed",
			({ id }) => `{ lose: ${direction}, on: ${id}, nth: all, probability: 20% }`,
		),
	]),
];

function crash(place: Place, more: string): string {
	return `{ crash: ${place.id}, at: ${moment(place)}, restart-at: ${moment(place, A_SECOND)}${more} }`;
}

function cut(place: Place, more: string): string {
	return `{ partition: ${place.id}, at: ${moment(place)}, until: ${moment(place, TWO_SECONDS)}${more} }`;
}
