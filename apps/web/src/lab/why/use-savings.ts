import { type Saving, savingsOf } from "@roundtrip/analysis";
import { proxy } from "comlink";
import { useEffect, useMemo, useRef, useState } from "react";
import type { Measured } from "../../simulation/confirm-savings.ts";
import { type RunThread, startThread } from "../../simulation/thread.ts";
import type { Run } from "../run.ts";

export type SavingState =
	| { readonly is: "predicted" }
	| { readonly is: "waiting" }
	| { readonly is: "running" }
	| Measured;

export interface Savings {
	readonly savings: readonly Saving[];
	/** By the place of each in the list. */
	readonly states: readonly SavingState[];
	readonly isRunning: boolean;
	confirm(): void;
	cancel(): void;
}

interface Found {
	readonly of: Run;
	readonly isRunning: boolean;
	readonly measured: readonly Measured[];
}

/** What would have saved time in a run, and what second runs say of it once they are asked for. */
export function useSavings(run: Run): Savings {
	const savings = useMemo(() => savingsOf(run), [run]);
	const [found, setFound] = useState<Found>({ of: run, isRunning: false, measured: [] });
	// What was found belongs to its run.
	const { isRunning, measured } = found.of === run ? found : { isRunning: false, measured: [] };
	const thread = useRef<RunThread>(undefined);
	const end = (): void => {
		thread.current?.end();
		thread.current = undefined;
		setFound((before) => ({ ...before, isRunning: false }));
	};
	useEffect(() => () => thread.current?.end(), []);

	const confirm = (): void => {
		const { scenario, seed } = run.trace.header;
		thread.current?.end();
		const mine = startThread();
		thread.current = mine;
		setFound({ of: run, isRunning: true, measured: [] });
		const tell = (_at: number, each: Measured): void => {
			if (thread.current === mine) setFound((before) => ({ ...before, measured: [...before.measured, each] }));
		};
		const confirmed = async (): Promise<void> => {
			await Promise.race([mine.remote.confirm(scenario, seed, savings, proxy(tell)), mine.broken]);
			if (thread.current === mine) end();
		};
		void confirmed();
	};
	const states = savings.map((_, at): SavingState => {
		const known = measured[at];
		if (known) return known;
		if (!isRunning) return { is: "predicted" };
		return { is: at === measured.length ? "running" : "waiting" };
	});
	return { savings, states, isRunning, confirm, cancel: end };
}
