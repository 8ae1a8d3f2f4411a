import { beginsAtNs, type ComparedLink, type ComparedVariant, type ComparedWorkload } from "@roundtrip/behaviour";
import { useEffect, useState } from "react";
import type { ComparedJob, ComparedResult } from "../simulation/compared.ts";
import { startThread } from "../simulation/thread.ts";
import { wayKey } from "./measured.ts";

export interface Comparison {
	/** By way. Those of the conditions before stay until there are new ones. */
	readonly results: ReadonlyMap<string, ComparedResult>;
	/** How many of them are of these conditions. */
	readonly done: number;
}

const NOTHING: Comparison = { results: new Map(), done: 0 };

/** What a thread is asked to play. */
export function comparedJob(workload: ComparedWorkload, variant: ComparedVariant, link: ComparedLink): ComparedJob {
	return { text: variant.scenario(link), clients: workload.clients, sinceNs: beginsAtNs(link) };
}

/** Plays every way of doing a workload, one after the other, beside the page. */
export function useComparison(workload: ComparedWorkload, link: ComparedLink): Comparison {
	const [state, setState] = useState<{ readonly of: ComparedWorkload; readonly comparison: Comparison }>();
	useEffect(() => {
		const thread = startThread();
		let left = false;
		const keep = (variant: ComparedVariant, result: ComparedResult): void =>
			setState((before) => {
				const { results, done } = before?.of === workload ? before.comparison : NOTHING;
				return {
					of: workload,
					comparison: { results: new Map(results).set(wayKey(variant), result), done: done + 1 },
				};
			});
		const playAll = async (): Promise<void> => {
			setState((before) =>
				before?.of === workload ? { of: workload, comparison: { ...before.comparison, done: 0 } } : undefined,
			);
			for (const variant of workload.variants) {
				const result = await Promise.race([thread.remote.compare(comparedJob(workload, variant, link)), thread.broken]);
				if (left) return;
				keep(variant, "where" in result ? { ok: false, why: "The simulation stopped: load the page again" } : result);
			}
			thread.end();
		};
		void playAll();
		return () => {
			left = true;
			thread.end();
		};
	}, [workload, link]);
	return state?.of === workload ? state.comparison : NOTHING;
}
