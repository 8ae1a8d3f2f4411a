import type { PlannedHampering } from "@roundtrip/behaviour";
import type { HamperingEntry } from "../journal/run-record.ts";
import type { Timers } from "../shaper/timers.ts";
import type { Child } from "./child.ts";

/**
 * Writes down when nodes are hampered and recover, and lets processes stand still meanwhile: who is slow knows it from the
 * scenario. Resolved when the last has recovered.
 */
export async function playHamperings(
	hamperings: readonly PlannedHampering[],
	current: (node: string) => Child,
	timers: Timers,
	write: (entry: HamperingEntry) => void,
): Promise<void> {
	const due = (atNs: number): Promise<void> => new Promise((resolve) => void timers.at(atNs, resolve));
	const play = async ({ node, how, fault, atNs, untilNs }: PlannedHampering): Promise<void> => {
		await due(atNs);
		const child = current(node);
		const say = (kind: HamperingEntry["kind"]): void => {
			write({ at: timers.clock.now(), node, kind, data: { how, fault } });
		};
		if (how === "paused") {
			if (!child.isAlive) return;
			child.standStill();
		}
		say("hampered");
		if (untilNs === undefined) return;
		await due(untilNs);
		if (how === "paused" && !child.isAlive) return;
		say("recovered");
		if (how === "paused") child.goOn();
	};
	await Promise.all(hamperings.map(play));
}
