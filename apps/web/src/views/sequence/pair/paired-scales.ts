import type { Run } from "../../../lab/run.ts";
import { heightFor, type Scaling } from "../scaling.ts";
import { eventScale, levelEventScales, timeScale, type VerticalScale } from "../vertical-scale.ts";

/** The names of the runs and of the lifelines, and a little air, in pixels. */
const HEADS = 64;

/** Scales of two runs on which equal times are level. */
export function pairedScales(
	[run, beside]: readonly [Run, Run],
	scaling: Scaling,
	exchange: number | undefined,
	room: number,
): readonly [VerticalScale, VerticalScale] {
	if (scaling.mode === "events") {
		const [ofRun = eventScale(run.trace), ofBeside = ofRun] = levelEventScales([run.trace, beside.trace], exchange);
		return [ofRun, ofBeside];
	}
	const untilNs = Math.max(run.durationNs, beside.durationNs);
	const messages = Math.max(run.messages.length, beside.messages.length);
	const height = heightFor(scaling, messages, room - HEADS);
	return [timeScale(run.trace, untilNs, height), timeScale(beside.trace, untilNs, height)];
}
