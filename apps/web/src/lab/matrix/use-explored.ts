import type { Remote } from "comlink";
import { useEffect, useState } from "react";
import { startThread } from "../../simulation/thread.ts";
import type { RunWorker } from "../../simulation/worker.ts";
import type { Run } from "../run.ts";

export type ExploredState<Found> =
	| { readonly is: "running" }
	| { readonly is: "ready"; readonly found: Found }
	| { readonly is: "failed"; readonly why: string };

/** Asks something of the scenario of one run, with its seed. */
export type Question<Found> = (worker: Remote<RunWorker>, header: Run["trace"]["header"]) => Promise<Found>;

/**
 * Plays what is asked in a thread of its own, and ends it where nobody looks any more.
 * @param ask has to stay the same while it is the same question
 */
export function useExplored<Found>({ trace: { header } }: Run, ask: Question<Found>): ExploredState<Found> {
	const [state, setState] = useState<ExploredState<Found>>({ is: "running" });
	useEffect(() => {
		const thread = startThread();
		let isOver = false;
		const tell = (told: ExploredState<Found>): void => {
			if (!isOver) setState(told);
			isOver = true;
			thread.end();
		};
		void thread.broken.then((failure) =>
			tell({ is: "failed", why: failure.where === "world" ? failure.detail : "The thread stopped." }),
		);
		ask(thread.remote, header).then(
			(found) => tell({ is: "ready", found }),
			(error: unknown) => tell({ is: "failed", why: error instanceof Error ? error.message : String(error) }),
		);
		return () => {
			isOver = true;
			thread.end();
		};
	}, [header, ask]);
	return state;
}
