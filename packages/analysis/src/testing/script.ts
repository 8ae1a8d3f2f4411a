import { type CallId, callParts, createTrace, type EventDraft, type Trace } from "@roundtrip/model";
import { BANK, headerOf, scenarioOf } from "./playbook.ts";

interface Draft {
	readonly at: number;
	readonly node: string;
	readonly kind: string;
	readonly fields: Readonly<Record<string, unknown>>;
	readonly cause: Draft | undefined;
}

const header = headerOf(scenarioOf(BANK));

/** Events told one story after the other, which happen side by side: in a trace they stand in the order of time. */
export class Script {
	readonly #drafts: Draft[] = [];
	#cause: Draft | undefined;
	now = 0;

	/** A new story begins, caused by nothing before. */
	begin(at: number): void {
		this.now = at;
		this.#cause = undefined;
	}

	pass(ns: number): void {
		this.now += ns;
	}

	/** Something happens now, because of what happened before in the story. */
	say(node: string, kind: string, call: CallId | undefined, more: Readonly<Record<string, unknown>>): void {
		const fields = { ...(call === undefined ? {} : ofCall(call)), ...more };
		this.#cause = { at: this.now, node, kind, fields, cause: this.#cause };
		this.#drafts.push(this.#cause);
	}

	/** Something happens now, beside the story: nothing follows from it. */
	aside(node: string, kind: string, fields: Readonly<Record<string, unknown>>): void {
		this.#drafts.push({ at: this.now, node, kind, fields, cause: undefined });
	}

	get length(): number {
		return this.#drafts.length;
	}

	/** The first `length` events in the order of time. */
	trace(length: number): Trace {
		const sorted = this.#drafts.toSorted((a, b) => a.at - b.at).slice(0, length);
		const trace = createTrace(header);
		const seqs = new Map<Draft, number>();
		for (const draft of sorted) {
			const { at, node, kind, fields } = draft;
			const cause = draft.cause === undefined ? undefined : seqs.get(draft.cause);
			const event = { at, node, kind, causes: cause === undefined ? [] : [cause], ...fields };
			// Whoever tells the story gives each kind its fields.
			seqs.set(draft, trace.append(event as unknown as EventDraft));
		}
		return trace;
	}
}

function ofCall(name: CallId): Readonly<Record<string, unknown>> {
	const { exchange, attempt, call } = callParts(name);
	return { exchange, attempt, call };
}
