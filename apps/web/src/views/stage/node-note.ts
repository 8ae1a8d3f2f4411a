import { deathInWords, formatDuration, HAMPERINGS_IN_WORDS } from "@roundtrip/analysis";
import type { EventKind, EventOf, Nanoseconds, Trace, TraceEvent } from "@roundtrip/model";
import { countUpTo } from "../time/count-up-to.ts";

/** What last happened at a node, in a few words that stand below it for a while. */
export interface NodeNote {
	readonly text: string;
	readonly tone: "plain" | "bad" | "effect";
	readonly sinceNs: Nanoseconds;
}

export interface NodeNotes {
	/** The last note of a node at or before the event at `seq`. */
	at(node: string, seq: number, timeNs: Nanoseconds): NodeNote | undefined;
}

type Said = Pick<NodeNote, "text" | "tone">;

/** Only kinds that change what a reader should think of a node; messages are seen on their way. */
const notes: { readonly [Kind in EventKind]?: (event: EventOf<Kind>) => Said | undefined } = {
	"timed-out": ({ data }) => ({ text: `gave up after ${formatDuration(data.after)}`, tone: "bad" }),
	retried: ({ attempt, data: { redirect } }) => ({
		text: redirect === undefined ? `tries again: attempt ${attempt}` : `is sent on to ${redirect}`,
		tone: "plain",
	}),
	resolving: ({ data }) => ({ text: `where is ${data.to}?`, tone: "plain" }),
	refused: ({ data }) => ({ text: `refused by ${data.to}`, tone: "bad" }),
	closed: ({ data }) => (data.why === "reset" ? { text: `reset by ${data.to}`, tone: "bad" } : undefined),
	committed: ({ data }) => ({ text: `committed ${data.effect}`, tone: "effect" }),
	aborted: ({ data }) => (data.why === "disk-full" ? { text: "has no room for it", tone: "bad" } : undefined),
	crashed: ({ data }) => ({ text: deathInWords(data), tone: "bad" }),
	restarted: () => ({ text: "back up", tone: "plain" }),
	forgotten: ({ call, data }) => ({ text: `has no ${data.effect} of ${call} any more`, tone: "bad" }),
	flushed: () => ({ text: "has lost all it had", tone: "bad" }),
	hampered: ({ data }) => ({ text: HAMPERINGS_IN_WORDS[data.how][0], tone: "bad" }),
	recovered: ({ data }) => ({ text: HAMPERINGS_IN_WORDS[data.how][1], tone: "plain" }),
};

function noteOf(event: TraceEvent): Said | undefined {
	// The compiler can't see that note and event are of one kind; the mapped type above says so.
	const note = notes[event.kind] as ((event: TraceEvent) => Said | undefined) | undefined;
	return note?.(event);
}

/** Finds the notes of a run once, so that a look costs the logarithm of a node's notes. */
export function createNodeNotes(trace: Trace): NodeNotes {
	const seqs = new Map<string, number[]>();
	for (let seq = 0; seq < trace.length; seq++) {
		if (notes[trace.kind(seq)] === undefined) continue;
		const event = trace.event(seq);
		if (noteOf(event) === undefined) continue;
		const known = seqs.get(event.node);
		if (known) known.push(seq);
		else seqs.set(event.node, [seq]);
	}
	return {
		at(node, seq, timeNs) {
			const own = seqs.get(node) ?? [];
			const last = own[countUpTo(own, seq) - 1];
			if (last === undefined) return undefined;
			const said = noteOf(trace.event(last));
			return said && { ...said, sinceNs: timeNs - trace.at(last) };
		},
	};
}
