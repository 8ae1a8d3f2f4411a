import type { Problem } from "@roundtrip/model";
import { useEffect, useRef, useState } from "react";
import { startThread } from "../simulation/thread.ts";

/** A text with what is wrong with it. */
export interface Checked {
	readonly text: string;
	readonly problems: readonly Problem[];
}

/** Typing goes on while the text is read, so it is read only once the hand rests. */
const REST_MS = 200;

/** What is wrong with a scenario while it is being written; of the latest text that has been read. */
export function useProblems(text: string): Checked | undefined {
	const [checked, setChecked] = useState<Checked>();
	const thread = useRef<ReturnType<typeof startThread>>(undefined);
	useEffect(() => {
		thread.current = startThread();
		return () => {
			thread.current?.end();
			thread.current = undefined;
		};
	}, []);
	useEffect(() => {
		let stale = false;
		const read = async (): Promise<void> => {
			const problems = await thread.current?.remote.problems(text);
			if (!stale && problems) setChecked({ text, problems });
		};
		const rest = setTimeout(() => void read(), REST_MS);
		return () => {
			stale = true;
			clearTimeout(rest);
		};
	}, [text]);
	return checked;
}
