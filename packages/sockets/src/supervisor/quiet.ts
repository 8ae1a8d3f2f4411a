import { setTimeout as sleep } from "node:timers/promises";
import type { Child } from "./child.ts";

/** Between two looks; far longer than a message takes from one process to another on this machine. */
const BETWEEN_LOOKS_MS = 10;

/** It has died since it was counted among the living: another may come for it. */
const GONE = { isIdle: false, isListening: false, entries: 0 } as const;

/** What is said on a stream is on nobody's account while a process has to be waited for. */
const LOOKS_AT_LISTENERS = 30;

/**
 * Resolved when nothing goes on any more: every process is idle, and between two looks none has written anything, so
 * that nothing can have been on its way from one to the other. Streams that are only listened to don't keep it: nobody
 * will ever say anything on them.
 */
export async function untilQuiet(children: () => readonly Child[]): Promise<void> {
	let before = "";
	let looks = 0;
	for (;;) {
		const states = await Promise.all(
			children().map((child) => {
				const state = child.hear("state");
				child.say({ say: "ask-state" });
				return Promise.race([state, child.gone.then(() => GONE)]);
			}),
		);
		const now = states.map((state) => state.entries).join();
		looks = states.every((state) => state.isIdle) && now === before ? looks + 1 : 0;
		if (looks >= (states.some((state) => state.isListening) ? LOOKS_AT_LISTENERS : 1)) return;
		before = now;
		await sleep(BETWEEN_LOOKS_MS);
	}
}
