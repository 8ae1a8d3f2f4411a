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

const NONE: ReadonlyMap<string, ComparedResult> = new Map();

/** Measures one way at a time on real sockets, by the local lab server. Other conditions forget what was measured. */
export function useRealRuns(workload: ComparedWorkload, link: ComparedLink): RealRuns {
	const [results, setResults] = useState(NONE);
	const [running, setRunning] = useState<string>();
	const current = useRef<RunThread>(undefined);
	const cancel = useCallback(() => {
		// The lab server hears that nobody listens any more, and ends the run.
		current.current?.end();
		current.current = undefined;
		setRunning(undefined);
	}, []);
	// biome-ignore lint/correctness/useExhaustiveDependencies: other conditions are what it waits for
	useEffect(() => {
		setResults(NONE);
		return cancel;
	}, [workload, link, cancel]);
	const measure = (variant: ComparedVariant): void => {
		cancel();
		const thread = startThread();
		current.current = thread;
		const key = wayKey(variant);
		setRunning(key);
		const job = comparedJob(workload, variant, link);
		const asked = thread.remote.measureCompared(job, origin(), keptToken(sessionStorage));
		void Promise.race([asked, thread.broken]).then((result) => {
			if (current.current !== thread) return;
			cancel();
			const told =
				"where" in result ? { ok: false as const, why: "The thread that asks for real runs stopped" } : result;
			setResults((before) => new Map(before).set(key, told));
		});
	};
	return { results, running, measure, cancel };
}
