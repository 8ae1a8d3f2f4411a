import { useEffect, useState } from "react";
import type { ExploredMatrix } from "../../simulation/explored.ts";
import { startThread } from "../../simulation/thread.ts";
import type { Run } from "../run.ts";

export type MatrixState =
	| { readonly is: "running" }
	| { readonly is: "ready"; readonly matrix: ExploredMatrix }
	| { readonly is: "failed"; readonly why: string };

/** Tries every fault on the scenario of one run, with its seed; ends the thread where nobody looks any more. */
export function useFaultMatrix({ trace: { header } }: Run): MatrixState {
	const [state, setState] = useState<MatrixState>({ is: "running" });
	useEffect(() => {
		const thread = startThread();
		let isOver = false;
		const tell = (told: MatrixState): void => {
			if (!isOver) setState(told);
			thread.end();
		};
		void thread.broken.then((failure) =>
			tell({ is: "failed", why: failure.where === "world" ? failure.detail : "The thread stopped." }),
		);
		thread.remote.explore(header.scenario, header.seed).then(
			(matrix) => tell({ is: "ready", matrix }),
			(error: unknown) => tell({ is: "failed", why: error instanceof Error ? error.message : String(error) }),
		);
		return () => {
			isOver = true;
			thread.end();
		};
	}, [header]);
	return state;
}
