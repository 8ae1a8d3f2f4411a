import { type Asking, createHttpCache, type HttpReply } from "@roundtrip/behaviour";
import { type AttemptResult, subCall } from "@roundtrip/model";
import type { Caller } from "../clients/caller.ts";
import { type CallResult, createQuestion, type QuestionParts, resultOf } from "../clients/question.ts";
import type { NodeContext } from "../node-context.ts";
import { writeLookup, writeStored } from "./cache-events.ts";

/** A client's own cache, between what it wants and whom it asks. */
export interface PrivateCache {
	/** Asks, or answers with what is stored. */
	ask(parts: QuestionParts, caller: Caller): void;
}

/** As much as browsers keep, about. */
const ROOM_BYTES = 256_000_000;

export function createPrivateCache(context: NodeContext): PrivateCache {
	const { clock } = context.timers;
	const beginMs = Date.now() - clock.now() / 1e6;
	const cache = createHttpCache({ isShared: false, maxBytes: ROOM_BYTES, beginMs });

	function answeredBy(parts: QuestionParts, reply: HttpReply): AttemptResult {
		return resultOf({ ...createQuestion(parts), keepsReply: false }, reply);
	}

	function askFor(parts: QuestionParts, asking: Asking, caller: Caller): void {
		const requestedNs = parts.atNs;
		const ended = (result: CallResult, atNs: number): void => {
			if (result.reply === undefined) {
				const stale = cache.failed(asking, atNs);
				if (stale !== undefined) writeStored(context, parts.call, atNs, { what: "stale-if-error" });
				parts.ended(stale === undefined ? result : answeredBy(parts, stale), atNs);
				return;
			}
			const settled = cache.answered(asking, result.reply, { requestedNs, repliedNs: atNs });
			if (settled.what === "again") {
				askFor({ ...parts, call: subCall(parts.call, 1), atNs }, settled.asking, caller);
				return;
			}
			writeStored(context, parts.call, atNs, settled);
			parts.ended(answeredBy(parts, settled.reply), atNs);
		};
		caller.ask(createQuestion({ ...parts, request: asking.send, keepsReply: true, ended }));
	}

	return {
		ask(parts, caller) {
			const lookup = cache.lookUp(parts.to, parts.request, parts.atNs);
			writeLookup(context, parts.call, parts.atNs, lookup);
			if (lookup.how === "miss" || lookup.how === "revalidate") {
				askFor(parts, lookup.asking, caller);
				return;
			}
			parts.ended(answeredBy(parts, lookup.reply), parts.atNs);
			if (lookup.how !== "stale" || lookup.background === undefined) return;
			// The client has what it wanted; this is for those after it.
			const background = { ...parts, call: subCall(parts.call, 1), atNs: clock.now(), ended: () => undefined };
			askFor(background, lookup.background, caller);
		},
	};
}
