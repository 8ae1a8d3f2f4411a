import type { Bytes, Nanoseconds } from "@roundtrip/model";

/** A conversation between some clients and their servers in figures; one that a run doesn't have is absent. */
export interface ConversationFigures {
	readonly roundTrips: number;
	readonly windowWaits?: number;
	readonly messagesUp: number;
	readonly messagesDown: number;
	readonly bytesUp: Bytes;
	readonly bytesDown: Bytes;
	readonly latencyMedianNs?: Nanoseconds;
	readonly firstContentNs?: Nanoseconds;
	readonly allContentNs?: Nanoseconds;
	readonly deliveryMedianNs?: Nanoseconds;
	readonly deliveryMaxNs?: Nanoseconds;
	readonly undelivered?: number;
	readonly connections: number;
	readonly held: number;
}

/** What one of the figures is. */
export interface ConversationFigure {
	readonly key: keyof ConversationFigures;
	readonly name: string;
	/** Over a column. */
	readonly short: string;
	readonly unit: "ns" | "B" | "count";
	/** In a sentence. */
	readonly what: string;
}

/** All of them, in the order in which they are read. */
export const CONVERSATION_FIGURES: readonly ConversationFigure[] = [
	{
		...{ key: "roundTrips", name: "round-trips", short: "trips", unit: "count" },
		what: "Round-trips on the clients' links for addresses, connections, keys, requests and redirects, each counted, those at the same time too.",
	},
	{
		...{ key: "windowWaits", name: "round-trips waited for a window", short: "+ window", unit: "count" },
		what: "Round-trips more for which data that was ready waited, for a window or because something was lost; only the simulated world can tell.",
	},
	{
		...{ key: "firstContentNs", name: "first content", short: "first", unit: "ns" },
		what: "From the first wish of a client until the first answer or item has wholly arrived; not said of content that is written later.",
	},
	{
		...{ key: "allContentNs", name: "all content", short: "all", unit: "ns" },
		what: "From the first wish of a client until everything that it asked for has arrived; not said of content that is written later.",
	},
	{
		...{ key: "latencyMedianNs", name: "latency, median", short: "median", unit: "ns" },
		what: "From the begin of an exchange until its client has the answer, the median of all with one answer; streams don't count.",
	},
	{
		...{ key: "deliveryMedianNs", name: "delivery, median", short: "delivery", unit: "ns" },
		what: "From the moment in which something is published at the server until another client has it, the median of all.",
	},
	{
		...{ key: "deliveryMaxNs", name: "delivery, longest", short: "longest", unit: "ns" },
		what: "The longest of these times.",
	},
	{
		...{ key: "undelivered", name: "not delivered", short: "missed", unit: "count" },
		what: "How often something that was published did not come to a client that was to have it.",
	},
	{
		...{ key: "messagesUp", name: "messages up", short: "msgs up", unit: "count" },
		what: "Messages that the clients sent: requests, items of streams and their ends.",
	},
	{
		...{ key: "messagesDown", name: "messages down", short: "msgs down", unit: "count" },
		what: "Messages that the servers sent to the clients: answers, items of streams and their ends.",
	},
	{
		...{ key: "bytesUp", name: "bytes up", short: "bytes up", unit: "B" },
		what: "Bytes of all messages that the clients sent, with heads and framing; TCP, TLS and the frames that set up a connection not counted.",
	},
	{
		...{ key: "bytesDown", name: "bytes down", short: "bytes down", unit: "B" },
		what: "The same of all messages that the servers sent to the clients.",
	},
	{
		...{ key: "connections", name: "connections", short: "conns", unit: "count" },
		what: "Connections from the clients that are open at a time, at most.",
	},
	{
		...{ key: "held", name: "requests held", short: "held", unit: "count" },
		what: "Requests and streams of the clients that the servers have and have not wholly answered, at most at a time: what they must remember.",
	},
];
