import { setTimeout as sleep } from "node:timers/promises";
import type { Child } from "./child.ts";

/** Between two looks; far longer than a message takes from one process to another on this machine. */
const BETWEEN_LOOKS_MS = 10;

/**
 * Resolved when nothing goes on any more: every process is idle, and between two looks none has written anything, so
 * that nothing can have been on its way from one to the other.
 */
export async function untilQuiet(children: () => readonly Child[]): Promise<void> {
	let before = "";
	for (;;) {
		const states = await Promise.all(
			children().map((child) => {
				const state = child.hear("state");
				child.say({ say: "ask-state" });
				return state;
			}),
		);
		const now = states.map((state) => state.entries).join();
		if (states.every((state) => state.isIdle) && now === before) return;
		before = now;
		await sleep(BETWEEN_LOOKS_MS);
	}
}
