import { describe, expect, it } from "vitest";
import { createPlayback, type FrameClock } from "./playback.ts";

/** Frames that come when the test says so. */
function handClock(): FrameClock & { frame(nowMs: number): void; readonly waiting: boolean } {
	let waiting: ((nowMs: number) => void) | undefined;
	return {
		request: (callback) => {
			waiting = callback;
			return 1;
		},
		cancel: () => {
			waiting = undefined;
		},
		frame: (nowMs) => {
			const callback = waiting;
			waiting = undefined;
			callback?.(nowMs);
		},
		get waiting() {
			return waiting !== undefined;
		},
	};
}

describe("playback", () => {
	it("passes on the time between frames, and nothing for the first", () => {
		const clock = handClock();
		const elapsed: number[] = [];
		createPlayback(clock, (ms) => elapsed.push(ms)).start();
		for (const nowMs of [1_000, 1_016, 1_033]) clock.frame(nowMs);
		expect(elapsed).toEqual([16, 17]);
	});

	it("doesn't jump over what happened while the page was hidden", () => {
		const clock = handClock();
		const elapsed: number[] = [];
		createPlayback(clock, (ms) => elapsed.push(ms)).start();
		for (const nowMs of [0, 60_000]) clock.frame(nowMs);
		expect(elapsed).toEqual([100]);
	});

	it("begins anew after a stop: the pause is not played", () => {
		const clock = handClock();
		const elapsed: number[] = [];
		const playback = createPlayback(clock, (ms) => elapsed.push(ms));
		playback.start();
		clock.frame(0);
		playback.stop();
		expect(clock.waiting).toBe(false);
		playback.start();
		for (const nowMs of [50, 60]) clock.frame(nowMs);
		expect(elapsed).toEqual([10]);
	});
});
