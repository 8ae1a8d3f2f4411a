import type { Nanoseconds } from "@roundtrip/model";
import type { PolicyDescriptor } from "./descriptor.ts";

export interface BreakerSpec {
	/** It opens when so many … */
	readonly failures: number;
	/** … of the last so many calls have failed. */
	readonly of: number;
	/** How long it lets nothing through. */
	readonly openNs: Nanoseconds;
	/** Calls that try it out afterwards; all of them have to go well. */
	readonly probes: number;
}

export const USUAL_BREAKER: BreakerSpec = { failures: 10, of: 20, openNs: 5_000_000_000, probes: 1 };

/** Leave for one call. It is given back with what became of the call, or without. */
export interface Leave {
	readonly kind: "call" | "probe";
	/** Counts how often the breaker has opened: what began before says nothing of what is now. */
	readonly era: number;
}

/** May a call go out? */
export type BreakerAnswer = { readonly leave: Leave } | { readonly refusedUntilNs: Nanoseconds };

/** Keeps calls from a server that fails: it decides, the world sends. */
export interface Breaker {
	ask(nowNs: Nanoseconds): BreakerAnswer;
	/** Told what became of a call that had leave. */
	tell(leave: Leave, isGood: boolean, nowNs: Nanoseconds): void;
	/** Told that a call came to nothing, such as one that was called off: it says nothing about the server. */
	giveBack(leave: Leave): void;
	readonly state: "closed" | "open" | "half-open";
}

/**
 * A breaker that counts failures among the last calls.
 *
 * @throws RangeError where a figure is no whole number from 1 on, or failures are more than the calls they are of
 */
export function createBreaker(spec: BreakerSpec = USUAL_BREAKER): Breaker {
	const { failures, of, openNs, probes } = spec;
	if (![failures, of, openNs, probes].every((figure) => Number.isSafeInteger(figure) && figure >= 1) || failures > of)
		throw new RangeError(
			"a breaker has whole numbers from 1 on, and opens after failures that are among the last calls",
		);
	let state: Breaker["state"] = "closed";
	let era = 0;
	let openUntilNs = 0;
	let recent: boolean[] = [];
	let probing = 0;
	let proven = 0;

	function open(nowNs: Nanoseconds): void {
		state = "open";
		era++;
		openUntilNs = nowNs + openNs;
		recent = [];
	}

	function halfOpen(): void {
		state = "half-open";
		probing = 0;
		proven = 0;
	}

	function tellProbe(isGood: boolean, nowNs: Nanoseconds): void {
		probing--;
		if (!isGood) open(nowNs);
		else if (++proven >= probes) state = "closed";
	}

	function tellCall(isGood: boolean, nowNs: Nanoseconds): void {
		recent.push(isGood);
		if (recent.length > of) recent.shift();
		if (recent.filter((each) => !each).length >= failures) open(nowNs);
	}

	return {
		ask(nowNs) {
			if (state === "closed") return { leave: { kind: "call", era } };
			if (state === "open" && nowNs < openUntilNs) return { refusedUntilNs: openUntilNs };
			if (state === "open") halfOpen();
			// A probe that is on its way may answer at any moment.
			if (probing + proven >= probes) return { refusedUntilNs: nowNs };
			probing++;
			return { leave: { kind: "probe", era } };
		},
		tell(leave, isGood, nowNs) {
			if (leave.era !== era) return;
			if (leave.kind === "probe") tellProbe(isGood, nowNs);
			else if (state === "closed") tellCall(isGood, nowNs);
		},
		giveBack(leave) {
			if (leave.kind === "probe" && leave.era === era) probing--;
		},
		get state() {
			return state;
		},
	};
}

export const breaker: PolicyDescriptor = {
	name: "breaker",
	sentence: "Lets nothing through to a server that keeps failing, and tries it out after a while.",
	parameters: [
		{ name: "failures", sentence: "Opens when so many of the last calls have failed.", usual: "10" },
		{ name: "of", sentence: "The last calls that are looked at.", usual: "20" },
		{ name: "open", sentence: "How long nothing is let through.", usual: "5s" },
		{ name: "probes", sentence: "Calls that try it out afterwards.", usual: "1" },
	],
	law: "Nothing goes out while it is open, and no more than its probes before they have gone well.",
	source: "Nygard, Release It!, second edition, chapter 5: Circuit Breaker",
};
