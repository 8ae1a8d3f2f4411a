import type { PlannedImpairment } from "@roundtrip/behaviour";
import type { ImpairmentEntry } from "../journal/run-record.ts";
import type { Timers } from "../shaper/timers.ts";
import type { Child } from "./child.ts";

/**
 * Writes down when nodes are impaired and recover, and lets processes stand still meanwhile: who is slow knows it from the
 * scenario. Resolved when the last has recovered.
 */
export async function playImpairments(
	impairments: readonly PlannedImpairment[],
	current: (node: string) => Child,
	timers: Timers,
	write: (entry: ImpairmentEntry) => void,
): Promise<void> {
	const due = (atNs: number): Promise<void> => new Promise((resolve) => void timers.at(atNs, resolve));
	const play = async ({ node, how, fault, atNs, untilNs }: PlannedImpairment): Promise<void> => {
		await due(atNs);
		const child = current(node);
		const say = (kind: ImpairmentEntry["kind"]): void => {
			write({ at: timers.clock.now(), node, kind, data: { how, fault } });
		};
		if (how === "paused") {
			if (!child.isAlive) return;
			child.standStill();
		}
		say("impaired");
		if (untilNs === undefined) return;
		await due(untilNs);
		if (how === "paused" && !child.isAlive) return;
		say("recovered");
		if (how === "paused") child.goOn();
	};
	await Promise.all(impairments.map(play));
}
