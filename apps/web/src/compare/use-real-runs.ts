import type { ComparedLink, ComparedVariant, ComparedWorkload } from "@roundtrip/behaviour";
import { useCallback, useEffect, useRef, useState } from "react";
import { origin } from "../lab/session.ts";
import { keptToken } from "../server/token.ts";
import type { ComparedResult } from "../simulation/compared.ts";
import { type RunThread, startThread } from "../simulation/thread.ts";
import { wayKey } from "./measured.ts";
import { comparedJob } from "./use-comparison.ts";

export interface RealRuns {
	/** Of these conditions, by way. */
	readonly results: ReadonlyMap<string, ComparedResult>;
	/** The way that is being measured; one at a time. */
	readonly running: string | undefined;
	measure(variant: ComparedVariant): void;
	cancel(): void;
}

interface State {
	/** The conditions under which was measured. */
	readonly workload: ComparedWorkload;
	readonly link: ComparedLink;
	readonly results: ReadonlyMap<string, ComparedResult>;
	readonly running: string | undefined;
}

/** Measures one way at a time on real sockets, by the local lab server. Other conditions forget what was measured. */
export function useRealRuns(workload: ComparedWorkload, link: ComparedLink): RealRuns {
	const [kept, setKept] = useState<State>();
	const current = useRef<RunThread>(undefined);
	const end = useCallback(() => {
		// The lab server hears that nobody listens any more, and ends the run.
		current.current?.end();
		current.current = undefined;
	}, []);
	// biome-ignore lint/correctness/useExhaustiveDependencies: other conditions end what is under way
	useEffect(() => end, [workload, link, end]);
	const fresh: State = { workload, link, results: new Map(), running: undefined };
	const isOfThese = (state: State | undefined): state is State => state?.workload === workload && state.link === link;
	const change = (next: (now: State) => Partial<State>): void =>
		setKept((before) => {
			const now = isOfThese(before) ? before : fresh;
			return { ...now, ...next(now) };
		});
	const cancel = (): void => {
		end();
		change(() => ({ running: undefined }));
	};
	const measure = async (variant: ComparedVariant): Promise<void> => {
		end();
		const thread = startThread();
		current.current = thread;
		const key = wayKey(variant);
		change(() => ({ running: key }));
		const job = comparedJob(workload, variant, link);
		const asked = thread.remote.measureCompared(job, origin(), keptToken(sessionStorage));
		const result = await Promise.race([asked, thread.broken]);
		if (current.current !== thread) return;
		end();
		const told: ComparedResult =
			"where" in result ? { ok: false, why: "The thread that asks for real runs stopped" } : result;
		change(({ results }) => ({ results: new Map(results).set(key, told), running: undefined }));
	};
	const { results, running } = isOfThese(kept) ? kept : fresh;
	return { results, running, measure: (variant) => void measure(variant), cancel };
}
