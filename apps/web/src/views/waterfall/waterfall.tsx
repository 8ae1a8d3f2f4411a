import { requestOf } from "@roundtrip/model";
import { useVirtualizer } from "@tanstack/react-virtual";
import { scaleLinear } from "d3-scale";
import { type KeyboardEvent, type ReactElement, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Button, IconButton } from "../../design/button.tsx";
import type { Run } from "../../lab/run.ts";
import { type Selection, useLab } from "../../lab/store.ts";
import { exchangeOf } from "../picked.ts";
import { ticksBetween } from "../time/ticks.ts";
import { useSize } from "../use-size.ts";
import { Hatches } from "./hatches.tsx";
import { Legend } from "./legend.tsx";
import { TimeAxis } from "./time-axis.tsx";
import { useTimeWindow } from "./use-time-window.ts";
import { visibleRows } from "./visible-rows.ts";
import styles from "./waterfall.module.css";
import { WaterfallCursor } from "./waterfall-cursor.tsx";
import { WaterfallRowView } from "./waterfall-row.tsx";
import { createWaterfallBook, type WaterfallRow } from "./waterfall-rows.ts";

/** Where the time of each exchange went, time running from left to right. */
export function Waterfall(): ReactElement {
	const run = useLab((lab) => lab.run);
	const other = useLab((lab) => lab.other);
	if (!run) return <p className={styles.empty}>No run yet.</p>;
	if (run.exchanges.length === 0) return <p className={styles.empty}>No client asked for anything in this run.</p>;
	return <WaterfallOf run={run} other={other} />;
}

/** The axis above the rows. */
const HEAD = 28;
const ROW = 28;
const ROW_WITH_OTHER = 36;
const WIDE = 640;
const TICK_ROOM = 96;

function WaterfallOf({ run, other }: { readonly run: Run; readonly other: Run | null }): ReactElement {
	const [sizeRef, size] = useSize<HTMLElement>();
	const scroller = useRef<HTMLElement>(null);
	const setScroller = useCallback(
		(element: HTMLElement | null) => {
			scroller.current = element;
			return sizeRef(element);
		},
		[sizeRef],
	);
	const isWide = size.width >= WIDE;
	const labelWidth = isWide ? 236 : 148;
	const endWidth = isWide ? 188 : 92;
	const chartWidth = Math.max(40, size.width - labelWidth - endWidth);

	const untilNs = Math.max(run.durationNs, other?.durationNs ?? 0);
	const timeAtClientX = useCallback(
		(clientX: number): number => {
			const left = (scroller.current?.getBoundingClientRect().left ?? 0) + labelWidth;
			return scaleRef.current.invert(clientX - left);
		},
		[labelWidth],
	);
	const scaleRef = useRef(scaleLinear());
	const selection = useLab((lab) => lab.selection);
	const selected = exchangeOf(selection, run.trace);
	const reports = useMemo(() => new Map(run.exchanges.map((report) => [report.exchange, report])), [run]);
	const control = useTimeWindow(run, untilNs, scroller, timeAtClientX, reports.get(selected ?? 0));
	const { fromNs, toNs } = control.window;
	const scale = useMemo(() => scaleLinear().domain([fromNs, toNs]).range([0, chartWidth]), [fromNs, toNs, chartWidth]);
	scaleRef.current = scale;
	const xOf = useCallback((timeNs: number): number => scale(timeNs), [scale]);
	const ticks = useMemo(
		() => ticksBetween(fromNs, toNs, Math.max(2, chartWidth / TICK_ROOM)),
		[fromNs, toNs, chartWidth],
	);

	const book = useMemo(() => createWaterfallBook(run), [run]);
	const otherRows = useMemo(() => rowsByExchange(other), [other]);
	const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(run.exchanges.length === 1 ? ["1"] : []));
	const rows = useMemo(() => visibleRows(run, book, open), [run, book, open]);
	const present = useMemo(() => new Set(rows.flatMap((row) => row.stretches.map(({ part }) => part))), [rows]);
	const height = other ? ROW_WITH_OTHER : ROW;
	// oxlint-disable-next-line react/incompatible-library -- what it returns is read in this render only
	const virtualizer = useVirtualizer({
		count: rows.length,
		getScrollElement: () => scroller.current,
		estimateSize: () => height,
		overscan: 12,
		scrollMargin: HEAD,
		scrollPaddingStart: HEAD,
		getItemKey: (index) => rows[index]?.key ?? index,
	});
	// biome-ignore lint/correctness/useExhaustiveDependencies: rows of another height must be measured again
	useEffect(() => virtualizer.measure(), [virtualizer, height]);

	const hover = useLab((lab) => lab.hover);
	const hovered = exchangeOf(hover, run.trace);
	const [current, setCurrent] = useState(0);
	useEffect(() => {
		if (selected === undefined) return;
		const at = rows.findIndex((row) => row.depth === 0 && row.exchange === selected);
		if (at >= 0) virtualizer.scrollToIndex(at, { align: "auto" });
	}, [selected, rows, virtualizer]);

	const toggle = useCallback(
		(row: WaterfallRow) =>
			setOpen((before) => {
				const after = new Set(before);
				if (!after.delete(row.key)) after.add(row.key);
				return after;
			}),
		[],
	);
	const pick = useCallback((row: WaterfallRow) => useLab.getState().select(selectionOf(row, run)), [run]);
	const setHovered = useCallback(
		(row: WaterfallRow | null) => useLab.getState().setHover(row ? selectionOf(row, run) : null),
		[run],
	);
	const walk = (event: KeyboardEvent): void => {
		const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		const row = rows[current];
		if (event.key === "Enter" && row?.canOpen) toggle(row);
		if (step === undefined) return;
		event.preventDefault();
		const next = Math.min(rows.length - 1, Math.max(0, current + step));
		setCurrent(next);
		virtualizer.scrollToIndex(next, { align: "auto" });
		const to = rows[next];
		requestAnimationFrame(() =>
			scroller.current
				?.querySelector<HTMLElement>(`[data-row="${CSS.escape(to?.key ?? "")}"] .${styles.pick}`)
				?.focus(),
		);
	};

	return (
		<div className={styles.waterfall}>
			<Hatches />
			<div className={styles.tools}>
				<Legend present={present} />
				<div className={styles.zoom}>
					{!control.isWhole && (
						<Button look="plain" onClick={control.showAll}>
							Whole run
						</Button>
					)}
					<IconButton icon="minus" label="See more time" disabled={control.isWhole} onClick={() => control.zoom(2)} />
					<IconButton icon="plus" label="Look closer" onClick={() => control.zoom(0.5)} />
				</div>
			</div>
			<section className={styles.scroller} ref={setScroller} aria-label="Waterfall">
				{size.width > 0 && (
					<>
						<div className={styles.head}>
							<span className={styles.headLabel} style={{ width: labelWidth }}>
								Exchange
							</span>
							<TimeAxis ticks={ticks} width={chartWidth} xOf={xOf} timeAt={(x) => scale.invert(x)} />
							<span className={styles.headEnd} style={{ width: endWidth }}>
								{isWide ? "Outcome and total" : "Total"}
							</span>
						</div>
						<div className={styles.body} style={{ height: virtualizer.getTotalSize() }} data-wide={isWide}>
							<svg className={styles.grid} aria-hidden="true" style={{ left: labelWidth }} width={chartWidth}>
								{ticks.map(({ timeNs }) => (
									<line key={timeNs} x1={xOf(timeNs)} x2={xOf(timeNs)} y1="0" y2="100%" />
								))}
							</svg>
							<ol onKeyDown={walk}>
								{" "}
								{virtualizer.getVirtualItems().map(({ index, start, key }) => {
									const row = rows[index];
									return (
										row && (
											<WaterfallRowView
												key={key}
												row={row}
												report={row.depth === 0 ? reports.get(row.exchange) : undefined}
												other={row.depth === 0 ? otherRows(row.exchange) : undefined}
												top={start - HEAD}
												height={height}
												chartWidth={chartWidth}
												labelWidth={labelWidth}
												xOf={xOf}
												isOpen={open.has(row.key)}
												isSelected={isPicked(row, selection, selected)}
												isHovered={isPicked(row, hover, hovered)}
												isCurrent={index === current}
												index={index}
												count={rows.length}
												onPick={pick}
												onToggle={toggle}
												onHover={setHovered}
											/>
										)
									);
								})}
							</ol>{" "}
							<WaterfallCursor run={run} left={labelWidth} width={chartWidth} xOf={xOf} />
						</div>
					</>
				)}
			</section>
		</div>
	);
}

/** A row below an exchange stands for its request. */
function selectionOf(row: WaterfallRow, run: Run): Selection {
	const message = row.call === undefined ? undefined : requestOf(row.call);
	const isSent = message !== undefined && run.messages.some((flight) => flight.message === message);
	return isSent ? { kind: "message", id: message } : { kind: "exchange", id: row.exchange };
}

function isPicked(row: WaterfallRow, selection: Selection | null, exchange: number | undefined): boolean {
	if (row.depth === 0) return row.exchange === exchange;
	return selection?.kind === "message" && row.call !== undefined && selection.id.slice(0, -1) === row.call;
}

/** The rows of the other world by exchange, made when they are asked for. */
function rowsByExchange(other: Run | null): (exchange: number) => WaterfallRow | undefined {
	if (!other) return () => undefined;
	const book = createWaterfallBook(other);
	const reports = new Map(other.exchanges.map((report) => [report.exchange, report]));
	const made = new Map<number, WaterfallRow>();
	return (exchange) => {
		const report = reports.get(exchange);
		if (!report) return undefined;
		const row = made.get(exchange) ?? book.rowOf(report);
		made.set(exchange, row);
		return row;
	};
}
