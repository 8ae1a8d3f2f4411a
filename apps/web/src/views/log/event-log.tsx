import { useVirtualizer } from "@tanstack/react-virtual";
import {
	type KeyboardEvent,
	type ReactElement,
	useCallback,
	useDeferredValue,
	useEffect,
	useId,
	useMemo,
	useRef,
	useState,
} from "react";
import type { Run } from "../../lab/run.ts";
import { type Selection, useLab } from "../../lab/store.ts";
import { pick, pointAt } from "../pick.ts";
import { countUpTo } from "../time/count-up-to.ts";
import { type EventFilter, matchingEvents } from "./event-filter.ts";
import { EventFilters } from "./event-filters.tsx";
import styles from "./event-log.module.css";
import { EventRow } from "./event-row.tsx";
import { packets } from "./kind-groups.ts";

/** Every event of a run in one sentence each. */
export function EventLog(): ReactElement {
	const run = useLab((lab) => lab.run);
	if (!run) return <p className={styles.empty}>No run yet.</p>;
	if (run.trace.length === 0) return <p className={styles.empty}>Nothing happened in this run.</p>;
	return <EventLogOf run={run} />;
}

const ROW = 26;
/** So many rows before and after the current event stay in sight with it. */
const CONTEXT = 2;
const NO_PACKETS: EventFilter = { text: "", hidden: new Set([packets]) };

function EventLogOf({ run }: { readonly run: Run }): ReactElement {
	const { trace, durationNs } = run;
	const scroller = useRef<HTMLDivElement>(null);
	const listId = useId();
	const packetCount = useMemo(() => packetsIn(run), [run]);
	const [filter, setFilter] = useState(NO_PACKETS);
	const byPacket = !filter.hidden.has(packets);
	useEffect(() => {
		// Stepping goes by what is listed.
		useLab.getState().setByPacket(byPacket);
		return () => useLab.getState().setByPacket(false);
	}, [byPacket]);
	const settled = useDeferredValue(filter);
	const matching = useMemo(() => matchingEvents(trace, settled), [trace, settled]);
	const count = matching?.length ?? trace.length;
	const seqOf = useCallback(
		(position: number): number => (matching ? (matching[position] ?? -1) : position),
		[matching],
	);

	// oxlint-disable-next-line react/incompatible-library -- what it returns is read in this render only
	const virtualizer = useVirtualizer({
		count,
		getScrollElement: () => scroller.current,
		estimateSize: () => ROW,
		overscan: 4,
		scrollPaddingStart: CONTEXT * ROW,
		scrollPaddingEnd: CONTEXT * ROW,
	});
	const cursorSeq = useLab((lab) => lab.cursor.seq);
	const selection = useLab((lab) => (lab.selectedBeside ? null : lab.selection));
	const hover = useLab((lab) => lab.hover);
	/** The last event that is listed and has happened. */
	const current = matching ? countUpTo(matching, cursorSeq) - 1 : cursorSeq;
	useEffect(() => {
		if (current >= 0 && current < count) virtualizer.scrollToIndex(current, { align: "auto" });
	}, [current, count, virtualizer]);

	const goTo = useCallback((seq: number) => {
		const { pause, seekToEvent } = useLab.getState();
		pause();
		seekToEvent(seq);
		pick({ kind: "event", id: seq });
	}, []);
	const hoverAt = useCallback((seq: number | null) => pointAt(seq === null ? null : { kind: "event", id: seq }), []);
	const walk = (event: KeyboardEvent): void => {
		const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? ROW) / ROW) - 1);
		if (event.key === "Enter" && current >= 0) pick({ kind: "event", id: seqOf(current) });
		const step = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page }[event.key];
		if (step === undefined || count === 0) return;
		event.preventDefault();
		goTo(seqOf(Math.min(count - 1, Math.max(0, current + step))));
	};

	const rows = virtualizer.getVirtualItems();
	// A row that isn't drawn yet can't be pointed to.
	const isDrawn = rows.some(({ index }) => index === current);

	return (
		<div className={styles.log}>
			<EventFilters
				filter={filter}
				onChange={setFilter}
				shown={count}
				total={byPacket ? trace.length : trace.length - packetCount}
				packetCount={packetCount}
			/>
			<div
				className={styles.scroller}
				ref={scroller}
				role="listbox"
				tabIndex={0}
				aria-label="Events"
				aria-activedescendant={isDrawn ? `${listId}-${current}` : undefined}
				onKeyDown={walk}
			>
				{count === 0 && <p className={styles.empty}>No event matches.</p>}
				<div className={styles.body} style={{ height: virtualizer.getTotalSize() }} role="presentation">
					{rows.map(({ index, start }) => {
						const seq = seqOf(index);
						return (
							<EventRow
								key={seq}
								id={`${listId}-${index}`}
								trace={trace}
								seq={seq}
								durationNs={durationNs}
								top={start}
								position={index}
								count={count}
								when={index === current ? "now" : seq <= cursorSeq ? "past" : "future"}
								isSelected={isPicked(run, seq, selection)}
								isHovered={isPicked(run, seq, hover)}
								onPick={goTo}
								onHover={hoverAt}
							/>
						);
					})}
				</div>
			</div>
		</div>
	);
}

function packetsIn({ trace }: Run): number {
	let count = 0;
	for (let seq = 0; seq < trace.length; seq++) if (trace.kind(seq) === "packet") count += 1;
	return count;
}

function isPicked({ trace }: Run, seq: number, selection: Selection | null): boolean {
	if (selection === null) return false;
	if (selection.kind === "event") return selection.id === seq;
	const event = trace.event(seq);
	if (selection.kind === "message") return "message" in event && event.message === selection.id;
	if (selection.kind === "exchange") return "exchange" in event && event.exchange === selection.id;
	return event.node === selection.id;
}
