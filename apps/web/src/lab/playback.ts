/** Where frames come from: the browser's, or a test's. Times are milliseconds of one clock. */
export interface FrameClock {
	request(callback: (nowMs: number) => void): number;
	cancel(handle: number): void;
}

/** A frame this late means that the page was hidden or busy: then time stands still rather than jumps. */
const LONGEST_FRAME_MS = 100;

export interface Playback {
	start(): void;
	stop(): void;
}

/** Calls `advance` with the real time that has passed since the frame before, as long as it runs. */
export function createPlayback(clock: FrameClock, advance: (elapsedMs: number) => void): Playback {
	let handle: number | undefined;
	let lastMs: number | undefined;
	const frame = (nowMs: number): void => {
		handle = clock.request(frame);
		if (lastMs !== undefined) advance(Math.min(Math.max(0, nowMs - lastMs), LONGEST_FRAME_MS));
		lastMs = nowMs;
	};
	return {
		start: () => {
			if (handle === undefined) handle = clock.request(frame);
		},
		stop: () => {
			if (handle !== undefined) clock.cancel(handle);
			handle = undefined;
			lastMs = undefined;
		},
	};
}

/** The clock of the browser's frames. */
export const browserFrames: FrameClock = {
	request: (callback) => requestAnimationFrame(callback),
	cancel: (handle) => cancelAnimationFrame(handle),
};
