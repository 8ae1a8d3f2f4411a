import { type CallId, callParts, type Trace, type TraceEvent } from "@roundtrip/model";
import { itemKey, type SequenceItem } from "../geometry.ts";
import type { SequenceModel } from "../sequence-model.ts";

/** What of one run's diagram another run has too, and what it hasn't. */
export interface SideMatch {
	/** The other run doesn't have it, or it goes otherwise there. */
	differs(item: SequenceItem): boolean;
	/** An event of the other run as this run has it; undefined where it has none such. */
	eventHere(otherSeq: number): number | undefined;
	/** The events with which what differs begins, in order. */
	readonly differingSeqs: readonly number[];
}

/** Something in a diagram, with a name that is the same in every run of the plan. */
interface Thing {
	/** As `itemKey` has it. */
	readonly item: string;
	/** What becomes of it: equal words mean that nothing differs. */
	readonly says: string;
	/** Its events, each under what it is. */
	readonly events: Readonly<Record<string, number | undefined>>;
	readonly fromSeq: number;
}

interface Side {
	readonly model: SequenceModel;
	readonly trace: Trace;
}

/** Two runs held against each other by the names of what happens in them. */
export function matchRuns(one: Side, other: Side): readonly [one: SideMatch, other: SideMatch] {
	const [ofOne, ofOther] = [thingsOf(one), thingsOf(other)];
	return [matchOf(ofOne, ofOther), matchOf(ofOther, ofOne)];
}

function matchOf(own: ReadonlyMap<string, Thing>, others: ReadonlyMap<string, Thing>): SideMatch {
	const differing = new Set<string>();
	const seqs: number[] = [];
	const events = new Map<number, number>();
	for (const [name, thing] of own) {
		const other = others.get(name);
		if (other?.says !== thing.says) {
			differing.add(thing.item);
			seqs.push(thing.fromSeq);
		}
		for (const [what, seq] of Object.entries(thing.events)) {
			const same = other?.events[what];
			if (seq !== undefined && same !== undefined) events.set(same, seq);
		}
	}
	return {
		differs: (item) => differing.has(itemKey(item)),
		eventHere: (otherSeq) => events.get(otherSeq),
		differingSeqs: seqs.sort((a, b) => a - b),
	};
}

/** What an event is told apart by from its like at the same node. */
function ownerOf(event: TraceEvent): CallId | number | undefined {
	if (!("exchange" in event)) return undefined;
	// A client settles an exchange once, whichever try brings the answer.
	if (event.kind === "settled" || !("call" in event)) return event.exchange;
	// An effect is that of the try, however many statements it took before it.
	return event.kind === "committed" ? (callParts(event.call).parent ?? event.call) : event.call;
}

/** By name: messages by their own, the rest by what it is, where, and which it is of its kind there. */
function thingsOf({ model, trace }: Side): ReadonlyMap<string, Thing> {
	const things = new Map<string, Thing>();
	const counts = new Map<string, number>();
	const nth = (name: string): string => {
		const count = (counts.get(name) ?? 0) + 1;
		counts.set(name, count);
		return `${name} ${count}`;
	};
	for (const flight of model.messages) {
		const { message, summary, sentSeq, deliveredSeq, lost } = flight;
		const fate = lost ? "lost" : deliveredSeq === undefined ? "under way" : "arrived";
		things.set(message, {
			item: itemKey({ kind: "message", flight }),
			says: `${summary} ${fate}`,
			events: { sent: sentSeq, delivered: deliveredSeq, lost: lost?.seq },
			fromSeq: sentSeq,
		});
	}
	for (const mark of model.marks) {
		const event = trace.event(mark.seq);
		things.set(nth(`${event.kind} ${mark.node} ${ownerOf(event)}`), {
			item: itemKey({ kind: "mark", mark }),
			says: mark.text,
			events: { itself: mark.seq },
			fromSeq: mark.seq,
		});
	}
	for (const opening of model.openings) {
		const { what, from, to, exchange, fromSeq, toSeq, refused } = opening;
		things.set(nth(`${what} ${from} ${to} ${exchange}`), {
			item: itemKey({ kind: "opening", opening }),
			says: refused ? "refused" : toSeq === undefined ? "unanswered" : "open",
			events: {},
			fromSeq,
		});
	}
	return things;
}
