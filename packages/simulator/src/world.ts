import {
	type CrashAt,
	createCrashAt,
	createExhaustion,
	createFullness,
	createMessageFaults,
	createSlowness,
	type Deflate,
	type Exhaustion,
	type Fullness,
	type Gzip,
	type MessageFaults,
	type PlannedExchange,
	type Slowness,
	type SuddenDeath,
} from "@roundtrip/behaviour";
import type { Kernel } from "@roundtrip/kernel";
import type { Nanoseconds, Scenario, TraceWriter } from "@roundtrip/model";
import type { CreateAuth, SimulatedAuth } from "./auth.ts";
import type { CreateHearts, Hearts } from "./hearts.ts";
import type { Keys } from "./keys.ts";
import type { Conversations } from "./known-conversations.ts";
import type { Transactions } from "./known-transactions.ts";
import type { LinkTeller } from "./link-teller.ts";
import { createRecorder, type Recorder } from "./recorder.ts";

/** What every part of a simulated run shares. */
export interface World extends Recorder {
	readonly kernel: Kernel;
	readonly scenario: Scenario;
	readonly seed: number;
	readonly plan: readonly PlannedExchange[];
	/** Undefined where nobody has idempotency keys, as far as the run was made for that. */
	readonly keys: Keys | undefined;
	readonly messageFaults: MessageFaults;
	readonly crashAt: CrashAt;
	/** How a node dies at a moment that nobody knew before; who plays the deaths says so. */
	readonly deaths: Deaths;
	/** How messages overtake others; undefined where none does. */
	readonly overtaking: Overtaking | undefined;
	/** Undefined where no node is ever slow. */
	readonly slowness: Slowness | undefined;
	/** Undefined where no disk is ever full. */
	readonly fullness: Fullness | undefined;
	/** Undefined where no server ever has too little memory. */
	readonly exhaustion: Exhaustion | undefined;
	readonly conversationOf: Conversations;
	readonly transactions: Transactions;
	/** Undefined in a run that was made for scenarios where no server compresses. */
	readonly gzip: Gzip | undefined;
	/** The same for the messages of WebSockets. */
	readonly deflate: Deflate | undefined;
	/** Undefined in a run where no server asks whether its clients are there. */
	readonly hearts: Hearts | undefined;
	/** Whether `sent` events keep the bytes of their messages. */
	readonly keepsBytes: boolean;
	/** Who proves what; undefined in a run that was made for scenarios where nobody does. */
	readonly auth: SimulatedAuth | undefined;
	readonly machines: ReadonlyMap<string, Machine>;
	/** Runs something later. The death of a node cancels nothing: whoever may die in between looks at its life then. */
	later(delayNs: number, action: () => void): Timer;
	/** How much will be run later, as things are. */
	readonly waiting: () => number;
}

/** A message that waits to be overtaken. */
export interface HeldMessage {
	/** Its time has come, after so long. */
	leave(heldNs: Nanoseconds): void;
	/** It has been lost meanwhile. */
	isOver(): boolean;
}

/** Holds messages until others have overtaken them. */
export interface Overtaking {
	/** @param way a direction of a link */
	hold(world: World, way: string, withinNs: Nanoseconds, held: HeldMessage): void;
	/** A message has come to whom it was sent to. */
	delivered(world: World, way: string): void;
}

/** Kills nodes. */
export interface Deaths {
	kill(world: World, death: SuddenDeath, causes: readonly number[]): void;
}

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
	/** The event that explains the present state: the last crash or restart. */
	lastChange: number | undefined;
	/** It stands still until then; 0 where it never has. */
	pausedUntilNs: number;
}

/** As long as a run may be. Virtual time is the January of 2026: the dates in messages know no other month. */
export const LONGEST_RUN_DAYS = 31;
export const LONGEST_RUN_NS: number = LONGEST_RUN_DAYS * 86_400e9;

/** What a world is made of. */
export interface WorldParts
	extends Pick<
		World,
		| "scenario"
		| "plan"
		| "keys"
		| "kernel"
		| "conversationOf"
		| "transactions"
		| "keepsBytes"
		| "gzip"
		| "deflate"
		| "deaths"
		| "overtaking"
	> {
	readonly trace: TraceWriter;
	readonly createAuth: CreateAuth | undefined;
	/** Tells what becomes of links by plan. */
	readonly links: LinkTeller | undefined;
	readonly createHearts: CreateHearts | undefined;
	/** So many packets leave an event. */
	readonly packetsAtMost: number;
}

/** A world at time 0 in which nothing is going to happen. */
export function createWorld(parts: WorldParts): World {
	const { scenario, plan, keys, kernel, trace, conversationOf, keepsBytes, packetsAtMost, gzip, deflate } = parts;
	const machines = Object.keys(scenario.nodes).map((name): [string, Machine] => [
		name,
		{ name, state: "up", life: 1, lastChange: undefined, pausedUntilNs: 0 },
	]);
	const { record, recordPacket, keepsPackets } = createRecorder(kernel, trace, packetsAtMost, parts.links);
	const { later, waiting } = createTimers(kernel);
	return {
		kernel,
		scenario,
		seed: scenario.seed,
		plan,
		keys,
		machines: new Map(machines),
		keepsBytes,
		conversationOf,
		transactions: parts.transactions,
		record,
		recordPacket,
		keepsPackets,
		later,
		waiting,
		messageFaults: createMessageFaults(scenario, () => plan),
		crashAt: createCrashAt(scenario),
		deaths: parts.deaths,
		overtaking: parts.overtaking,
		slowness: createSlowness(scenario),
		fullness: createFullness(scenario),
		exhaustion: createExhaustion(scenario),
		gzip,
		deflate,
		hearts: parts.createHearts?.({ kernel, later, waiting }),
		auth: parts.createAuth?.({ kernel, scenario, seed: scenario.seed, later }),
	};
}

/** Actions wait in slots; the kernel's events carry the number of a slot. */
function createTimers(kernel: Kernel): Pick<World, "later" | "waiting"> {
	const actions: ((() => void) | undefined)[] = [];
	const free: number[] = [];
	const act = kernel.register((slot) => {
		const action = actions[slot];
		actions[slot] = undefined;
		free.push(slot);
		action?.();
	});
	const later: World["later"] = (delayNs, action) => {
		const slot = free.pop() ?? actions.length;
		actions[slot] = action;
		// What lies beyond the end of a run lies there for good, and within what the kernel can count.
		const handle = kernel.at(Math.min(kernel.now + delayNs, LONGEST_RUN_NS + 1), act, slot, 0);
		return {
			cancel() {
				if (!kernel.cancel(handle)) return;
				actions[slot] = undefined;
				free.push(slot);
			},
		};
	};
	return { later, waiting: () => actions.length - free.length };
}

/** How long a node takes that usually takes so long for what it begins now. */
export function slowedBy({ slowness, kernel }: World, node: string, usualNs: Nanoseconds): Nanoseconds {
	return slowness === undefined ? usualNs : usualNs * slowness(node, kernel.now);
}

/** Whether a database has room for what is to be made lasting now. */
export function hasRoom({ fullness, kernel }: World, database: string): boolean {
	return fullness === undefined || !fullness(database, kernel.now);
}
