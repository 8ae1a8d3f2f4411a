import { type Fault, type Nanoseconds, NS_PER_MS } from "@roundtrip/model";
import { create } from "zustand";
import { type Cursor, cursorAfter, cursorAt, cursorAtEvent, cursorAtMessage, START } from "./cursor.ts";
import type { Run } from "./run.ts";

/** What can be selected: a message or event of the run, an exchange by its number, a node by its name. */
export type Selection =
	| { readonly kind: "message"; readonly id: string }
	| { readonly kind: "event"; readonly id: number }
	| { readonly kind: "exchange"; readonly id: number }
	| { readonly kind: "node"; readonly id: string };

export interface LabState {
	/** The run that the views show. */
	readonly run: Run | null;
	/** The same scenario, seed and faults in the other world, for comparison. */
	readonly other: Run | null;
	/** One moment for all views. */
	readonly cursor: Cursor;
	readonly playing: boolean;
	/** Packets are stepped through and told like other events: while a view shows them. */
	readonly byPacket: boolean;
	/** Virtual seconds a second. */
	readonly speed: number;
	readonly selection: Selection | null;
	readonly hover: Selection | null;
	readonly seed: number;
	/** Added by hand, beside those of the scenario. */
	readonly faults: readonly Fault[];
}

export interface LabActions {
	/** Shows a run; the cursor stays at its time. */
	show(run: Run | null, other: Run | null): void;
	/** Moves on by real time that has passed, at the speed; pauses at the end. */
	advance(elapsedMs: number): void;
	/** Moves on by one event without pausing; pauses at the end. */
	playEvent(): void;
	seek(timeNs: Nanoseconds): void;
	seekToEvent(seq: number): void;
	stepEvent(step: 1 | -1): void;
	stepMessage(step: 1 | -1): void;
	play(): void;
	pause(): void;
	toggle(): void;
	setSpeed(speed: number): void;
	setByPacket(byPacket: boolean): void;
	select(selection: Selection | null): void;
	setHover(hover: Selection | null): void;
	addFault(fault: Fault): void;
	/** By its place in `faults`. */
	removeFault(index: number): void;
	setSeed(seed: number): void;
}

/** The state that all views share. Views read slices with a selector: `useLab((lab) => lab.cursor.timeNs)`. */
export const useLab = create<LabState & LabActions>()((set, get) => {
	const moveTo = (move: (run: Run, from: Cursor) => Cursor): void => {
		const { run, cursor } = get();
		if (run) set({ cursor: move(run, cursor) });
	};
	return {
		run: null,
		other: null,
		cursor: START,
		playing: false,
		byPacket: false,
		speed: 0.1,
		selection: null,
		hover: null,
		seed: 1,
		faults: [],
		show: (run, other) =>
			set(({ cursor }) => ({
				run,
				other,
				cursor: run === null || cursor.seq < 0 ? START : cursorAt(run.trace, cursor.timeNs),
			})),
		advance: (elapsedMs) =>
			set(({ run, cursor, speed }) => {
				if (!run) return { playing: false };
				const timeNs = Math.round(cursor.timeNs + elapsedMs * NS_PER_MS * speed);
				return { cursor: cursorAt(run.trace, timeNs), playing: timeNs < run.durationNs };
			}),
		playEvent: () =>
			set(({ run, cursor, byPacket }) => {
				if (!run) return { playing: false };
				const next = cursorAtEvent(run.trace, cursor, 1, byPacket);
				return { cursor: next, playing: next.seq < run.trace.length - 1 };
			}),
		seek: (timeNs) => moveTo(({ trace }) => cursorAt(trace, timeNs)),
		seekToEvent: (seq) => moveTo(({ trace }) => cursorAfter(trace, seq)),
		stepEvent: (step) => {
			set({ playing: false });
			moveTo(({ trace }, from) => cursorAtEvent(trace, from, step, get().byPacket));
		},
		stepMessage: (step) => {
			set({ playing: false });
			moveTo(({ trace }, from) => cursorAtMessage(trace, from, step));
		},
		play: () =>
			set(({ run, cursor }) => ({
				playing: run !== null,
				cursor: run !== null && cursor.timeNs >= run.durationNs ? START : cursor,
			})),
		pause: () => set({ playing: false }),
		toggle: () => (get().playing ? get().pause() : get().play()),
		setSpeed: (speed) => set({ speed }),
		setByPacket: (byPacket) => set({ byPacket }),
		select: (selection) => set({ selection }),
		setHover: (hover) => set({ hover }),
		addFault: (fault) => set(({ faults }) => ({ faults: [...faults, fault] })),
		removeFault: (index) => set(({ faults }) => ({ faults: faults.filter((_, at) => at !== index) })),
		setSeed: (seed) => set({ seed }),
	};
});

/** The state and its actions as they are now, for handlers: it does not follow changes. */
export function labNow(): LabState & LabActions {
	return useLab.getState();
}
