import {
	callParts,
	type EventKind,
	type LinkName,
	linkName,
	type MessageId,
	type Trace,
	type TraceEvent,
} from "@roundtrip/model";

/** A message that somebody has sent in a run. */
export interface MessagePoint {
	readonly message: MessageId;
	/** The asking end of the link first. */
	readonly link: LinkName;
	readonly from: string;
	readonly to: string;
	readonly direction: "request" | "response";
	/** It is part of a stream. */
	readonly isItem: boolean;
	readonly sentSeq: number;
	/** Why it doesn't arrive, and how far it comes; undefined where it does. */
	readonly lost: { readonly why: "fault" | "node-down" | "closed" | "outage"; readonly where: number } | undefined;
	/** A fault holds it up. */
	readonly isDelayed: boolean;
}

/** A moment of a node's life: what it has done last. */
export interface MomentPoint {
	readonly node: string;
	/** `received e1.1>`, `committed e1.1/1`, `replied e1.1`. */
	readonly done: string;
	readonly atNs: number;
	/** The last event of the whole run at that instant. */
	readonly lastSeq: number;
	/** What else the node did at that instant. */
	readonly others: readonly string[];
}

/** Every place in a run where something can strike. */
export interface Points {
	readonly messages: readonly MessagePoint[];
	readonly moments: readonly MomentPoint[];
}

export function pointsOf(trace: Trace): Points {
	return { messages: messagesOf(trace), moments: momentsOf(trace) };
}

function messagesOf(trace: Trace): readonly MessagePoint[] {
	const found = new Map<MessageId, MessagePoint>();
	for (const event of trace.events()) {
		if (event.kind === "sent") found.set(event.message, messageOf(event));
		else if (event.kind === "lost" || event.kind === "delayed") {
			const message = found.get(event.message);
			if (message === undefined) continue;
			const changed = event.kind === "lost" ? { lost: event.data } : { isDelayed: true };
			found.set(event.message, { ...message, ...changed });
		}
	}
	return [...found.values()];
}

function messageOf({ message, node, seq, data }: Extract<TraceEvent, { readonly kind: "sent" }>): MessagePoint {
	const { direction = "request", item } = callParts(message);
	const link = direction === "request" ? linkName(node, data.to) : linkName(data.to, node);
	return {
		...{ message, link, from: node, to: data.to, direction, isItem: item !== undefined },
		...{ sentSeq: seq, lost: undefined, isDelayed: false },
	};
}

/** What is said of the instant in which a node does several things: the first of these kinds that is among them. */
const TELLING: readonly EventKind[] = ["committed", "replied", "published", "delivered", "sent"];

function momentsOf(trace: Trace): readonly MomentPoint[] {
	const { nodes } = trace.header.scenario;
	const instants = new Map<string, { readonly node: string; readonly atNs: number; readonly events: TraceEvent[] }>();
	for (const event of trace.events()) {
		if (!TELLING.includes(event.kind) || nodes[event.node]?.is === "client") continue;
		const key = `${event.at} ${event.node}`;
		const instant = instants.get(key);
		if (instant === undefined) instants.set(key, { node: event.node, atNs: event.at, events: [event] });
		else instant.events.push(event);
	}
	return [...instants.values()].map(({ node, atNs, events }) => {
		const told = events.toSorted((a, b) => TELLING.indexOf(a.kind) - TELLING.indexOf(b.kind)).map(deedOf);
		const [done = "", ...others] = told;
		return { node, done, atNs, lastSeq: trace.lastAt(atNs), others };
	});
}

function deedOf(event: TraceEvent): string {
	switch (event.kind) {
		case "committed":
			return `committed ${event.call}`;
		case "replied":
			return `replied ${event.call}`;
		case "published":
			return `published ${event.data.channel} ${event.data.number}`;
		case "delivered":
			return `received ${event.message}`;
		case "sent":
			return `sent ${event.message}`;
		default:
			return event.kind;
	}
}

/** A point's name without the number of its exchange. */
export function placeOf(point: string): string {
	return point.replace(/\be\d+\./, "e*.");
}
