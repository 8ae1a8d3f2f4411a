import type { Run } from "../../apps/web/src/lab/run.ts";
import { useLab } from "../../apps/web/src/lab/store.ts";

/** What was seen while time ran. */
export interface FrameFigures {
	readonly frames: number;
	/** From one frame to the next. */
	readonly intervalsMs: readonly number[];
	/** Spent by the page in each frame: moving the cursor, the state at it, and drawing. */
	readonly drawsMs: readonly number[];
	/** Under way at each frame. */
	readonly inFlight: readonly number[];
}

/** Frames before the first is counted, for the page to settle. */
const WARM_UP = 30;

/** Lets the busy part of a run play for some seconds at real speed, and times every frame. */
export function measureFrames(run: Run, seconds: number): Promise<FrameFigures> {
	const intervalsMs: number[] = [];
	const drawsMs: number[] = [];
	const inFlight: number[] = [];
	// From the third second on, every connection is open and busy.
	useLab.getState().seek(3e9);
	useLab.getState().setSpeed(Math.min(1, 4 / seconds));
	return new Promise((resolve) => {
		let lastMs: number | undefined;
		let count = 0;
		const frame = (nowMs: number): void => {
			const elapsedMs = lastMs === undefined ? 0 : nowMs - lastMs;
			lastMs = nowMs;
			const startMs = performance.now();
			useLab.getState().advance(elapsedMs);
			// The stage draws in a microtask of its own, which comes before this one.
			queueMicrotask(() => {
				count += 1;
				if (count > WARM_UP) {
					intervalsMs.push(elapsedMs);
					drawsMs.push(performance.now() - startMs);
					inFlight.push(run.states.stateAt(useLab.getState().cursor.seq).flying.length);
				}
				const measuredMs = intervalsMs.reduce((sum, each) => sum + each, 0);
				if (measuredMs < seconds * 1_000) requestAnimationFrame(frame);
				else resolve({ frames: intervalsMs.length, intervalsMs, drawsMs, inFlight });
			});
		};
		requestAnimationFrame(frame);
	});
}
