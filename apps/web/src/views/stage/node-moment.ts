import type { NodeState } from "@roundtrip/analysis";
import type { NodeSpec, Role } from "@roundtrip/model";
import type { NodeNote } from "./node-note.ts";
import type { RunIndex } from "./run-index.ts";
import type { SettledCounts } from "./settled-counts.ts";
import type { BackingOff, Waiting } from "./waiting.ts";

/** What the stage says of one node at one moment. */
export interface NodeMoment {
	readonly node: string;
	readonly role: Role;
	readonly up: boolean;
	readonly busy: number;
	/** At a time; 0 for a client. */
	readonly workers: number;
	readonly queued: number;
	/** 0 where nothing can queue. */
	readonly queueRoom: number;
	readonly committed: number;
	/** Calls to others whose answers it waits for. */
	readonly asked: number;
	/** How often it has looked into its cache, and how often it had something to give. */
	readonly lookups: number;
	readonly hits: number;
	readonly settled: SettledCounts;
	readonly waiting?: Waiting;
	readonly backingOff?: BackingOff;
	readonly note?: NodeNote;
}

interface At {
	readonly seq: number;
	readonly timeNs: number;
}

export function momentOf(state: NodeState, index: RunIndex, at: At): NodeMoment {
	const { node, role, up, busy, workers, queued, committed, lookups, hits } = state;
	const spec = index.scenario.nodes[node];
	const waiting = role === "client" ? index.waitingBook.waiting(node, state.waiting, at.timeNs) : undefined;
	const backingOff = role === "client" ? index.waitingBook.backingOff(node, at.seq, at.timeNs) : undefined;
	const note = index.notes.at(node, at.seq, at.timeNs);
	return {
		node,
		role,
		up,
		busy: busy.length,
		workers: workers ?? 0,
		queued: queued.length,
		queueRoom: queueRoomOf(spec),
		committed,
		asked: state.waiting.length,
		lookups,
		hits,
		settled: index.beliefs.at(node, at.seq),
		...(waiting && { waiting }),
		...(backingOff && { backingOff }),
		...(note && { note }),
	};
}

function queueRoomOf(spec: NodeSpec | undefined): number {
	return spec && "queue" in spec ? spec.queue : 0;
}
