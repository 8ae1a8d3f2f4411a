import type { CopyingFate } from "@roundtrip/behaviour";
import { copyCall, type Scenario } from "@roundtrip/model";
import { given } from "./given.ts";
import { type Call, createCall, ofCall } from "./links/call.ts";
import type { Answerer, Caller } from "./links/caller.ts";
import type { CreateCaller } from "./links/caller-parts.ts";
import { COPIES, type Copies, type Link } from "./links/link.ts";
import type { World } from "./world.ts";

/** Whether a request may come twice in a run. */
export function makesCopies({ faults }: Scenario): boolean {
	return faults.some((fault) => "duplicate" in fault);
}

interface CopiesParts {
	readonly createCaller: CreateCaller;
	readonly answerers: ReadonlyMap<string, Answerer>;
	/** Where the asking ends that send copies are put, so that a node that dies takes them along. */
	readonly callers: Map<string, Caller>;
}

/**
 * Copies travel over connections of their own, on a way that is like the link's. Whoever makes them, a proxy or a library,
 * waits as long as the asking node would, and does nothing with the answer.
 */
export class RequestCopies implements Copies {
	readonly #parts: CopiesParts;

	constructor(parts: CopiesParts) {
		this.#parts = parts;
	}

	make(world: World, link: Link, call: Call, { copies, afterNs, fault }: CopyingFate): void {
		// What follows the beginning of a stream nobody on the way can know, and no driver sends a statement again by itself.
		const isStatement = world.scenario.nodes[link.answerer.name]?.is === "database";
		if (call.listener !== undefined || isStatement) return;
		// The request leaves now: it is the call's last event when that is done.
		world.later(0, () => {
			const { lastSeq } = call;
			for (let nth = 1; nth <= copies; nth++) {
				world.later(nth * afterNs, () => this.#copy(world, link, call, nth, { lastSeq, fault }));
			}
		});
	}

	#copy(
		world: World,
		link: Link,
		call: Call,
		nth: number,
		{ lastSeq, fault }: { readonly lastSeq: number; readonly fault: number },
	): void {
		const { exchange, attempt, question, conversation, content, steps, certificate } = call;
		const asker = world.scenario.nodes[link.asker.name];
		const timeoutNs = asker !== undefined && "timeout" in asker ? asker.timeout : 0;
		const id = copyCall(call.id, nth);
		const of = ofCall({ id, exchange, attempt }, link.asker.name);
		const seq = world.record({ ...of, kind: "copied", causes: [lastSeq], data: { fault } });
		const copy = createCall({
			...{ id, exchange, attempt, question, conversation, content, steps, certificate },
			...{ lastSeq: seq, ended: () => undefined },
		});
		this.#callerOver(world, link).ask(copy, timeoutNs);
	}

	/** Among the other asking ends, so that a node that dies takes it along. */
	#callerOver(world: World, link: Link): Caller {
		const { createCaller, callers, answerers } = this.#parts;
		const name = `${link.name} ${COPIES}`;
		const made = callers.get(name);
		if (made !== undefined) return made;
		const caller = createCaller({
			world,
			link: { ...link, isForCopies: true },
			limit: Number.POSITIVE_INFINITY,
			answerer: () => given(answerers.get(link.answerer.name), link.answerer.name),
		});
		callers.set(name, caller);
		// Who died before this way was there has told the others.
		const { asker, answerer } = link;
		if (asker.state !== "up") caller.askerDied();
		if (answerer.state !== "up" && answerer.lastChange !== undefined) caller.answererDied(answerer.lastChange);
		return caller;
	}
}
