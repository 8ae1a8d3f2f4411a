import { useEffect, useState } from "react";
import { START } from "../../lab/cursor.ts";
import { momentIn, useLab } from "../../lab/store.ts";
import type { RunIndex } from "./run-index.ts";
import { stageAt } from "./stage-moment.ts";
import { describeStage, type StageWords } from "./stage-words.ts";

/** While a run plays, words that change with every frame would help nobody. */
const EVERY_MS = 1_000;

/** The stage in words: at the cursor when it stands, about once a second while it runs. */
export function useStageWords(index: RunIndex): StageWords {
	const [words, setWords] = useState(() => wordsNow(index));
	useEffect(() => {
		let timer: ReturnType<typeof setTimeout> | undefined;
		const refresh = (): void => {
			timer = undefined;
			setWords(wordsNow(index));
		};
		refresh();
		const unsubscribe = useLab.subscribe((now, before) => {
			if (now.cursor === before.cursor && now.playing === before.playing) return;
			if (timer === undefined) timer = setTimeout(refresh, now.playing ? EVERY_MS : 0);
		});
		return () => {
			unsubscribe();
			clearTimeout(timer);
		};
	}, [index]);
	return words;
}

function wordsNow(index: RunIndex): StageWords {
	// The store may hold the next run already; its cursor doesn't belong to this index then.
	return describeStage(stageAt(index, momentIn(useLab.getState(), index.run) ?? START), index.lingerNs);
}
