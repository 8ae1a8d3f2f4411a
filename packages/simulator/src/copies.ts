import type { CopyingFate } from "@roundtrip/behaviour";
import { copyCall, linkEnds } from "@roundtrip/model";
import { type Call, createCall } from "./links/call.ts";
import type { Answerer, Caller } from "./links/caller.ts";
import { COPIES, type Link } from "./links/link.ts";
import type { PlayParts } from "./parts.ts";
import type { World } from "./world.ts";

/** Sends requests a second time. */
export interface Copies {
	make: (link: Link, call: Call, fate: CopyingFate) => void;
}

/** As long as nobody says how: in a world where nothing comes twice. */
export const NO_COPIES: Copies["make"] = () => {
	throw new Error("the run was not made for requests that come twice");
};

interface CopiesParts {
	readonly world: World;
	readonly createCaller: PlayParts["createCaller"];
	readonly answerers: ReadonlyMap<string, Answerer>;
	/** Where the asking ends that send copies are known by their names, so that who dies takes them along. */
	readonly callers: Map<string, Caller>;
}

/**
 * Copies travel over connections of their own, on a way that is like the link's. Whoever makes them, a proxy or a library,
 * waits as long as the asking node would, and does nothing with the answer.
 */
export function copiesOver({ world, createCaller, answerers, callers }: CopiesParts): Copies["make"] {
	function callerOf(link: Link): Caller {
		const name = `${link.name} ${COPIES}`;
		const known = callers.get(name);
		if (known !== undefined) return known;
		const answerer = (): Answerer => {
			const there = answerers.get(linkEnds(link.name).to);
			if (there === undefined) throw new Error(`nobody answers on ${link.name}`);
			return there;
		};
		const ofCopies: Link = { ...link, isForCopies: true };
		const made = createCaller({ world, link: ofCopies, limit: Number.POSITIVE_INFINITY, answerer });
		callers.set(name, made);
		return made;
	}

	return (link, call, { copies, afterNs }) => {
		// What follows the beginning of a stream nobody on the way can know.
		if (call.listener !== undefined) return;
		const { [link.asker.name]: asker, [link.answerer.name]: asked } = world.scenario.nodes;
		// No driver sends a statement again by itself.
		if (asked?.is === "database") return;
		const timeoutNs = asker !== undefined && "timeout" in asker ? asker.timeout : 0;
		const copy = (nth: number, sentSeq: number): void => {
			const { exchange, attempt, question, conversation, content, steps, certificate } = call;
			callerOf(link).ask(
				createCall({
					...{ id: copyCall(call.id, nth), exchange, attempt, question, conversation, content, steps, certificate },
					...{ lastSeq: sentSeq, ended: () => undefined },
				}),
				timeoutNs,
			);
		};
		// The request leaves now: it is the call's last event when that is done.
		world.later(0, () => {
			const { lastSeq } = call;
			for (let nth = 1; nth <= copies; nth++) world.later(nth * afterNs, () => copy(nth, lastSeq));
		});
	};
}
