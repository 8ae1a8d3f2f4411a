import { proxy } from "comlink";
import { useEffect, useRef, useState } from "react";
import type { ExploredPairs } from "../../simulation/explored-pairs.ts";
import { startThread } from "../../simulation/thread.ts";
import type { Run } from "../run.ts";

export type PairMapState =
	| { readonly is: "running"; readonly played: number; readonly planned: number }
	| { readonly is: "ready"; readonly map: ExploredPairs }
	| { readonly is: "failed"; readonly why: string };

export interface PairMap {
	readonly state: PairMapState;
	/** Ends it with what was found so far. */
	cancel(): void;
}

/** Tries every two faults on the scenario of one run, with its seed; ends the thread where nobody looks any more. */
export function usePairMap({ trace: { header } }: Run): PairMap {
	const [state, setState] = useState<PairMapState>({ is: "running", played: 0, planned: 0 });
	const isCancelled = useRef(false);
	useEffect(() => {
		const thread = startThread();
		let isOver = false;
		const end = (told: PairMapState): void => {
			if (!isOver) setState(told);
			isOver = true;
			thread.end();
		};
		const tell = (played: number, planned: number): boolean => {
			if (!isOver) setState({ is: "running", played, planned });
			return !isCancelled.current;
		};
		void thread.broken.then((failure) =>
			end({ is: "failed", why: failure.where === "world" ? failure.detail : "The thread stopped." }),
		);
		thread.remote.explorePairs(header.scenario, header.seed, proxy(tell)).then(
			(map) => end({ is: "ready", map }),
			(error: unknown) => end({ is: "failed", why: error instanceof Error ? error.message : String(error) }),
		);
		return () => {
			isOver = true;
			thread.end();
		};
	}, [header]);
	return {
		state,
		cancel: () => {
			isCancelled.current = true;
		},
	};
}
