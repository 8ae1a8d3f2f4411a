import type { MessageFaults } from "@roundtrip/behaviour";
import type { EventDraft, Scenario } from "@roundtrip/model";
import type { Kernel } from "./kernel/kernel.ts";

/** What every part of a simulated run shares. */
export interface World {
	readonly kernel: Kernel;
	readonly scenario: Scenario;
	readonly seed: number;
	readonly messageFaults: MessageFaults;
	/** Whether `sent` events keep the bytes of their messages. */
	readonly keepsBytes: boolean;
	readonly machines: ReadonlyMap<string, Machine>;
	/** Writes an event that happens now; gives its position in the trace. */
	record(draft: Moment): number;
	/** Runs something later. What was begun by a node that has since died must not run: see `Machine.guard`. */
	later(delayNs: number, action: () => void): Timer;
}

/** An event without its time, which is now. */
export type Moment = EventDraft extends infer Each ? (Each extends EventDraft ? Omit<Each, "at"> : never) : never;

/** Something that will happen, unless it is cancelled. */
export interface Timer {
	cancel(): void;
}

/** Whether a node is there. */
export interface Machine {
	readonly name: string;
	/** `dark`: down, and nothing on the network says so. */
	state: "up" | "down" | "dark";
	/** Counts lives: what belongs to an earlier life is gone. */
	life: number;
	/** Events that explain the present state: the last crash or restart. */
	lastChange: number | undefined;
}
