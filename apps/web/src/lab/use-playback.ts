import { useEffect } from "react";
import { REDUCED_MOTION, useMedia } from "../design/media.ts";
import { browserFrames, createPlayback } from "./playback.ts";
import { labNow, useLab } from "./store.ts";

/** With reduced motion each event is a still, shown for this long. */
const STILL_MS = 700;

/** Lets time run while the store says so. */
export function usePlayback(): void {
	const playing = useLab((lab) => lab.playing);
	const still = useMedia(REDUCED_MOTION);
	useEffect(() => {
		if (!playing) return undefined;
		if (still) {
			const timer = setInterval(() => labNow().playEvent(), STILL_MS);
			return () => clearInterval(timer);
		}
		const playback = createPlayback(browserFrames, (elapsedMs) => labNow().advance(elapsedMs));
		playback.start();
		return () => playback.stop();
	}, [playing, still]);
}
