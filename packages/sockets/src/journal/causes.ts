import type { PlannedExchange } from "@roundtrip/behaviour";
import {
	asideOf,
	attemptCall,
	type CallId,
	callParts,
	isHeartbeat,
	itemOf,
	originalOf,
	requestOf,
	responseOf,
} from "@roundtrip/model";
import { type HandedItems, publishedAs, type WokenCalls } from "./handed-items.ts";
import type { Moment, MomentOf } from "./moments.ts";

/** Finds the causes of events, which are told in the order of time. */
export interface Causes {
	/** The positions of the events that caused this one, which takes the position `seq`. */
	of(moment: Moment, seq: number): readonly number[];
}

type Rules = {
	readonly [Kind in Moment["kind"]]: (moment: MomentOf<Kind>, seq: number) => readonly (number | undefined)[];
};

/**
 * @param handed says which items of streams come from a channel
 * @param woken says who went on with what was published
 */
export function createCauses(
	plan: readonly PlannedExchange[],
	handed: HandedItems = new Map(),
	woken: WokenCalls = new Map(),
): Causes {
	/** The last event of a call at its asking end, and of the work for it at its answering end. */
	const asked = new Map<CallId, number>();
	const worked = new Map<CallId, number>();
	const sent = new Map<string, number>();
	/** By call: the last ping or pong that came. */
	const beats = new Map<CallId, number>();
	const answered = new Set<CallId>();
	const connecting = new Map<string, number>();
	const waitsForWorker = new Set<CallId>();
	const settled = new Map<number, number>();
	/** By fault. */
	const hampered = new Map<number, number>();
	/** By node: the last crash or restart, and the last answer, which made a worker free. */
	const changed = new Map<string, number>();
	const replied = new Map<string, number>();
	/** By call and effect. */
	const committed = new Map<string, number>();
	/** By fault: the last time that it struck its link. */
	const impaired = new Map<number, number>();
	/** By node, channel and number. */
	const published = new Map<string, number>();

	/** What a call at its asking end follows from: its last event, or else what it was made for. */
	function before(call: CallId): number | undefined {
		const { parent } = callParts(call);
		if (parent === undefined) return asked.get(call);
		return asked.get(call) ?? (asideOf(call) === "sign-in" ? asked : worked).get(parent);
	}

	/** A call has ended for its asker: if it was made for another, that goes on from here. A client signs in by itself. */
	function ends(call: CallId, seq: number): void {
		asked.set(call, seq);
		const { parent } = callParts(call);
		if (parent !== undefined) (asideOf(call) === "sign-in" ? asked : worked).set(parent, seq);
	}

	/** The request, or what the client sends after it. */
	function isRequest({ call, message }: { readonly call: CallId; readonly message: string }): boolean {
		return message.startsWith(requestOf(call));
	}

	/** Whether its answer is one, of which more was handed over than its head. */
	function isStream(call: CallId): boolean {
		const head = responseOf(call);
		return handed.has(itemOf(head, 1)) || handed.has(itemOf(head, "end"));
	}

	/** What an item was published as, where it comes from a channel. */
	function publishing({ node, message }: { readonly node: string; readonly message: string }): number | undefined {
		const from = handed.get(message)?.published;
		return from === undefined ? undefined : published.get(publishedAs(node, from));
	}

	/** A client's own cache belongs to its asking, any other to the work for whoever asked. */
	function inCache(call: CallId, node: string, exchange: number, seq: number): readonly (number | undefined)[] {
		const isClients = plan[exchange - 1]?.from === node;
		const cause = isClients ? before(call) : worked.get(call);
		(isClients ? asked : worked).set(call, seq);
		return [cause];
	}

	const rules: Rules = {
		begun: ({ call, exchange }, seq) => {
			asked.set(call, seq);
			return [settled.get(plan[exchange - 1]?.after ?? 0)];
		},
		retried: ({ call, exchange, attempt }, seq) => {
			asked.set(call, seq);
			return [asked.get(attemptCall(exchange, attempt - 1))];
		},
		queued: ({ call, data }, seq) => {
			if (data.for === "connection" || data.for === "credential") {
				const cause = before(call);
				asked.set(call, seq);
				return [cause];
			}
			const cause = worked.get(call);
			worked.set(call, seq);
			if (data.for === "worker") waitsForWorker.add(call);
			return [cause];
		},
		"looked-up": ({ call, node, exchange }, seq) => inCache(call, node, exchange, seq),
		stored: ({ call, node, exchange }, seq) => inCache(call, node, exchange, seq),
		resolving: ({ call }, seq) => {
			const cause = before(call);
			asked.set(call, seq);
			return [cause];
		},
		resolved: ({ call }, seq) => {
			const cause = asked.get(call);
			asked.set(call, seq);
			return [cause];
		},
		connecting: ({ call, connection }, seq) => {
			const cause = before(call);
			asked.set(call, seq);
			connecting.set(connection, seq);
			return [cause];
		},
		connected: ({ call, connection }, seq) => {
			asked.set(call, seq);
			return [connecting.get(connection)];
		},
		secured: ({ call }, seq) => {
			const cause = asked.get(call);
			asked.set(call, seq);
			return [cause];
		},
		packet: () => [],
		refused: ({ call, connection, data }, seq) => {
			ends(call, seq);
			return [connecting.get(connection), changed.get(data.to)];
		},
		closed: ({ call, data }, seq) => {
			if (data.why === "no-pong") return [beats.get(call) ?? worked.get(call)];
			const cause = data.why === "reset" ? (changed.get(data.to) ?? before(call)) : before(call);
			// An idle connection ends on its own: the call that it carried last was over.
			if (!answered.has(call)) ends(call, seq);
			return [cause];
		},
		sent: (moment, seq) => {
			const { call, message } = moment;
			if (isHeartbeat(callParts(message).item)) {
				const cause = beats.get(call) ?? worked.get(call);
				sent.set(message, seq);
				return [cause];
			}
			const cause = isRequest(moment) ? before(call) : worked.get(call);
			if (isRequest(moment)) asked.set(call, seq);
			sent.set(message, seq);
			return [cause, publishing(moment)];
		},
		delivered: (moment, seq) => {
			const { call, message } = moment;
			if (isHeartbeat(callParts(message).item)) beats.set(call, seq);
			else if (isRequest(moment)) worked.set(call, seq);
			else {
				if (!isStream(call) || message === itemOf(responseOf(call), "end")) answered.add(call);
				ends(call, seq);
			}
			return [sent.get(message)];
		},
		lost: (moment) => {
			const { message, data } = moment;
			const byChange = data.where === 1 && isRequest(moment) && data.why !== "fault";
			return [sent.get(message), byChange ? changed.get(data.to) : undefined];
		},
		copied: ({ call }, seq) => {
			asked.set(call, seq);
			return [sent.get(requestOf(originalOf(call)))];
		},
		delayed: ({ message }) => [sent.get(message)],
		started: ({ call, node }, seq) => {
			const causes = [worked.get(call), waitsForWorker.has(call) ? replied.get(node) : undefined];
			worked.set(call, seq);
			return causes;
		},
		withheld: ({ call }, seq) => {
			const cause = before(call);
			ends(call, seq);
			return [cause];
		},
		denied: ({ call }, seq) => {
			const cause = worked.get(call);
			worked.set(call, seq);
			return [cause];
		},
		keyed: ({ call }, seq) => {
			const cause = worked.get(call);
			worked.set(call, seq);
			return [cause];
		},
		committed: ({ call, data }, seq) => {
			committed.set(`${call} ${data.effect}`, seq);
			const cause = worked.get(call);
			worked.set(call, seq);
			return [cause];
		},
		aborted: ({ call }, seq) => {
			const cause = worked.get(call);
			worked.set(call, seq);
			return [cause];
		},
		replied: ({ call, node }, seq) => {
			const cause = worked.get(call);
			worked.set(call, seq);
			replied.set(node, seq);
			return [cause];
		},
		published: ({ node, call, data }, seq) => {
			const cause = worked.get(call);
			worked.set(call, seq);
			const name = publishedAs(node, data);
			published.set(name, seq);
			for (const waiting of woken.get(name) ?? []) if (worked.has(waiting)) worked.set(waiting, seq);
			return [cause];
		},
		"timed-out": ({ call }, seq) => {
			const cause = before(call);
			ends(call, seq);
			return [cause];
		},
		settled: ({ call, exchange }, seq) => {
			settled.set(exchange, seq);
			return [asked.get(call)];
		},
		hampered: ({ data }, seq) => {
			hampered.set(data.fault, seq);
			return [];
		},
		recovered: ({ data }) => [hampered.get(data.fault)],
		crashed: ({ node }, seq) => {
			changed.set(node, seq);
			return [];
		},
		restarted: ({ node }, seq) => {
			const cause = changed.get(node);
			changed.set(node, seq);
			return [cause];
		},
		flushed: () => [],
		forgotten: ({ call, node, data }) => [committed.get(`${call} ${data.effect}`), changed.get(node)],
		impaired: ({ data }, seq) => {
			impaired.set(data.fault, seq);
			return [];
		},
		mended: ({ data }) => [impaired.get(data.fault)],
	};

	return {
		of(moment, seq) {
			const rule = rules[moment.kind] as (moment: Moment, seq: number) => readonly (number | undefined)[];
			return rule(moment, seq).filter((cause) => cause !== undefined);
		},
	};
}
