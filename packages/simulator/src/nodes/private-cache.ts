import { type Asking, createHttpCache, type HttpReply } from "@roundtrip/behaviour";
import { type AttemptResult, subCall } from "@roundtrip/model";
import { answered, type CallDraft, createCall } from "../links/call.ts";
import type { Caller } from "../links/caller.ts";
import type { World } from "../world.ts";
import { type Looking, recordLookup, recordStored } from "./cache-events.ts";

/** A client's own cache, between what it wants and whom it asks. */
export interface PrivateCache {
	/** Makes a call, or ends it at once with what is stored. */
	ask(draft: CallDraft, caller: Caller, timeoutNs: number): void;
}

/** Makes the cache of a client. */
export type CreatePrivateCache = (world: World, node: string) => PrivateCache;

/** As much as browsers keep, about. */
const ROOM_BYTES = 256_000_000;

export function createPrivateCache(world: World, node: string): PrivateCache {
	const cache = createHttpCache({ isShared: false, maxBytes: ROOM_BYTES });

	function ask(draft: CallDraft, caller: Caller, timeoutNs: number): void {
		const to = caller.link.answerer.name;
		const looking: Looking = { call: draft, lastSeq: draft.lastSeq };
		const lookup = cache.lookUp(to, draft.question, world.kernel.now);
		recordLookup(world, node, looking, lookup);
		const next = { ...draft, lastSeq: looking.lastSeq };
		if (lookup.how === "miss" || lookup.how === "revalidate") {
			askFor(next, lookup.asking, caller, timeoutNs);
			return;
		}
		const call = createCall(next);
		call.ended(answered(call, lookup.reply), call.lastSeq);
		if (lookup.how !== "stale" || lookup.background === undefined) return;
		// The client has what it wanted; this is for those after it.
		const background = { ...next, id: subCall(draft.id, 1), ended: () => undefined };
		askFor(background, lookup.background, caller, timeoutNs);
	}

	function askFor(draft: CallDraft, asking: Asking, caller: Caller, timeoutNs: number): void {
		const requestedNs = world.kernel.now;
		const call = createCall({
			...draft,
			question: asking.send,
			ended: (result, seq) => {
				const looking: Looking = { call, lastSeq: seq };
				const told = call.reply === undefined ? failed(result, looking) : stored(call.reply, looking);
				if (told !== undefined) draft.ended(told, looking.lastSeq);
			},
		});

		function stored(reply: HttpReply, looking: Looking): AttemptResult | undefined {
			const settled = cache.answered(asking, reply, { requestedNs, repliedNs: world.kernel.now });
			if (settled.what === "again") {
				const again = { ...draft, id: subCall(draft.id, 1), lastSeq: looking.lastSeq };
				askFor(again, settled.asking, caller, timeoutNs);
				return undefined;
			}
			recordStored(world, node, looking, settled);
			return answered(call, settled.reply);
		}

		function failed(result: AttemptResult, looking: Looking): AttemptResult {
			const stale = cache.failed(asking, world.kernel.now);
			if (stale === undefined) return result;
			recordStored(world, node, looking, { what: "stale-if-error" });
			return answered(call, stale);
		}

		caller.ask(call, timeoutNs);
	}

	return { ask };
}
