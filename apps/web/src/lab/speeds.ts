import { type Nanoseconds, NS_PER_S } from "@roundtrip/model";

/** Virtual seconds a second, from slow motion to fast. */
export const SPEEDS: readonly number[] = [
	0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100,
];

/** How long a whole run should take to watch, about. */
const WATCHED_S = 14;

/** The speed at which a run can be followed with the eye. */
export function slowMotionFor(durationNs: Nanoseconds): number {
	const wished = durationNs / NS_PER_S / WATCHED_S;
	const slowest = SPEEDS[0] ?? 1;
	const distance = (speed: number): number => Math.abs(Math.log(speed / Math.max(wished, slowest)));
	return SPEEDS.reduce((nearest, speed) => (distance(speed) < distance(nearest) ? speed : nearest), slowest);
}

/** The next faster (1) or slower (-1) speed. */
export function nextSpeed(speed: number, step: 1 | -1): number {
	const next = step === 1 ? SPEEDS.find((each) => each > speed) : SPEEDS.findLast((each) => each < speed);
	return next ?? speed;
}

/** `0.01×` */
export function speedText(speed: number): string {
	return `${speed}×`;
}
