import { type Fault, type LinkName, type Nanoseconds, NS_PER_MS } from "@roundtrip/model";
import { create } from "zustand";
import { endNsOf, momentAfter, momentAt, momentAtEvent, momentAtMessage, momentBeside, type Shown } from "./clock.ts";
import { type Cursor, START } from "./cursor.ts";
import type { Run } from "./run.ts";

/** What can be selected: a message or event of the run, an exchange by its number, a node or a link by its name. */
export type Selection =
	| { readonly kind: "message"; readonly id: string }
	| { readonly kind: "event"; readonly id: number }
	| { readonly kind: "exchange"; readonly id: number }
	| { readonly kind: "node"; readonly id: string }
	| { readonly kind: "link"; readonly id: LinkName };

export interface LabState {
	/** The run that the views show. */
	readonly run: Run | null;
	/** The same scenario, seed and faults in the other world, for comparison. */
	readonly other: Run | null;
	/** Another scenario with the same seed and faults, on the same clock. */
	readonly beside: Run | null;
	/** One moment for all views. */
	readonly cursor: Cursor;
	readonly playing: boolean;
	/** Packets are stepped through and told like other events: while a view shows them. */
	readonly byPacket: boolean;
	/** Virtual seconds a second. */
	readonly speed: number;
	readonly selection: Selection | null;
	/** The selection is one of the run beside. */
	readonly selectedBeside: boolean;
	readonly hover: Selection | null;
	/** What is pointed at is of the run beside. */
	readonly hoveredBeside: boolean;
	readonly seed: number;
	/** Added by hand, beside those of the scenario. */
	readonly faults: readonly Fault[];
}

export interface LabActions {
	/** Shows a run; the cursor stays at its time. */
	show(run: Run | null, other: Run | null, beside: Run | null): void;
	/** Moves on by real time that has passed, at the speed; pauses at the end. */
	advance(elapsedMs: number): void;
	/** Moves on by one event without pausing; pauses at the end. */
	playEvent(): void;
	seek(timeNs: Nanoseconds): void;
	/** By its place in the run that is shown, unless it is said in which. */
	seekToEvent(seq: number, of?: Run): void;
	stepEvent(step: 1 | -1): void;
	stepMessage(step: 1 | -1): void;
	play(): void;
	pause(): void;
	toggle(): void;
	setSpeed(speed: number): void;
	setByPacket(byPacket: boolean): void;
	/** Of the run that is shown, unless it is said of which. */
	select(selection: Selection | null, of?: Run): void;
	/** Of the run that is shown, unless it is said of which. */
	setHover(hover: Selection | null, of?: Run): void;
	addFault(fault: Fault): void;
	/** By its place in `faults`. */
	removeFault(index: number): void;
	setSeed(seed: number): void;
}

/** The state that all views share. Views read slices with a selector: `useLab((lab) => lab.cursor.timeNs)`. */
export const useLab = create<LabState & LabActions>()((set, get) => {
	const moveTo = (move: (shown: Shown, from: Cursor) => Cursor): void => {
		const { run, beside, cursor } = get();
		if (run) set({ cursor: move({ run, beside }, cursor) });
	};
	return {
		run: null,
		other: null,
		beside: null,
		cursor: START,
		playing: false,
		byPacket: false,
		speed: 0.1,
		selection: null,
		selectedBeside: false,
		hover: null,
		hoveredBeside: false,
		seed: 1,
		faults: [],
		show: (run, other, beside) =>
			set(({ cursor }) => ({
				run,
				other,
				beside,
				cursor: run === null || cursor.seq < 0 ? START : momentAt({ run, beside }, cursor.timeNs),
			})),
		advance: (elapsedMs) =>
			set(({ run, beside, cursor, speed }) => {
				if (!run) return { playing: false };
				const timeNs = Math.round(cursor.timeNs + elapsedMs * NS_PER_MS * speed);
				const shown = { run, beside };
				return { cursor: momentAt(shown, timeNs), playing: timeNs < endNsOf(shown) };
			}),
		playEvent: () =>
			set(({ run, beside, cursor, byPacket }) => {
				if (!run) return { playing: false };
				const shown = { run, beside };
				const next = momentAtEvent(shown, cursor, 1, byPacket);
				return { cursor: next, playing: next.seq < run.trace.length - 1 || next.timeNs < endNsOf(shown) };
			}),
		seek: (timeNs) => moveTo((shown) => momentAt(shown, timeNs)),
		seekToEvent: (seq, of) =>
			moveTo((shown) =>
				of !== undefined && of === shown.beside ? momentAt(shown, of.trace.at(seq)) : momentAfter(shown, seq),
			),
		stepEvent: (step) => {
			set({ playing: false });
			moveTo((shown, from) => momentAtEvent(shown, from, step, get().byPacket));
		},
		stepMessage: (step) => {
			set({ playing: false });
			moveTo((shown, from) => momentAtMessage(shown, from, step));
		},
		play: () =>
			set(({ run, beside, cursor }) => ({
				playing: run !== null,
				cursor: run !== null && cursor.timeNs >= endNsOf({ run, beside }) ? START : cursor,
			})),
		pause: () => set({ playing: false }),
		toggle: () => (get().playing ? get().pause() : get().play()),
		setSpeed: (speed) => set({ speed }),
		setByPacket: (byPacket) => set({ byPacket }),
		select: (selection, of) => set(({ beside }) => ({ selection, selectedBeside: of !== undefined && of === beside })),
		setHover: (hover, of) => set(({ beside }) => ({ hover, hoveredBeside: of !== undefined && of === beside })),
		addFault: (fault) => set(({ faults }) => ({ faults: [...faults, fault] })),
		removeFault: (index) => set(({ faults }) => ({ faults: faults.filter((_, at) => at !== index) })),
		setSeed: (seed) => set({ seed }),
	};
});

/** The state and its actions as they are now, for handlers: it does not follow changes. */
export function labNow(): LabState & LabActions {
	return useLab.getState();
}

/** The run that the selection is of. */
export function inspectedRun({ run, beside, selectedBeside }: LabState): Run | null {
	return selectedBeside ? (beside ?? run) : run;
}

/** The run that what is pointed at is of. */
export function hoveredRun({ run, beside, hoveredBeside }: LabState): Run | null {
	return hoveredBeside ? (beside ?? run) : run;
}

/** The moment as one of the shown runs has it; undefined where the run isn't shown any more. */
export function momentIn({ run, beside, cursor }: LabState, of: Run): Cursor | undefined {
	if (run === of) return cursor;
	return beside === of ? momentBeside(of, cursor) : undefined;
}

/** When the last event of what is shown happens. */
export function shownUntilNs({ run, beside }: LabState): Nanoseconds {
	return run === null ? 0 : endNsOf({ run, beside });
}
