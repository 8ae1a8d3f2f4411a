import { useVirtualizer } from "@tanstack/react-virtual";
import {
	type KeyboardEvent,
	type ReactElement,
	type RefObject,
	useCallback,
	useEffect,
	useMemo,
	useState,
} from "react";
import type { Run } from "../../lab/run.ts";
import { type Selection, useLab } from "../../lab/store.ts";
import { pick, pointAt } from "../pick.ts";
import { exchangeOf } from "../picked.ts";
import { AXIS_HEIGHT } from "./time-axis.tsx";
import { visibleRows } from "./visible-rows.ts";
import styles from "./waterfall.module.css";
import { WaterfallRowView } from "./waterfall-row.tsx";
import { createWaterfallBook, type WaterfallRow } from "./waterfall-rows.ts";
import type { WaterfallScale } from "./waterfall-scale.ts";

interface WaterfallListProps {
	readonly run: Run;
	readonly other: Run | null;
	readonly scale: WaterfallScale;
	readonly scroller: RefObject<HTMLElement | null>;
}

const ROW = 28;
const ROW_WITH_OTHER = 36;

/** The rows that are in sight, of all exchanges and what is open below them. */
export function WaterfallList({ run, other, scale, scroller }: WaterfallListProps): ReactElement {
	const book = useMemo(() => createWaterfallBook(run), [run]);
	const otherRows = useMemo(() => rowsByExchange(other), [other]);
	const reports = useMemo(() => new Map(run.exchanges.map((report) => [report.exchange, report])), [run]);
	const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(run.exchanges.length === 1 ? ["1"] : []));
	const rows = useMemo(() => visibleRows(run, book, open), [run, book, open]);
	const height = other ? ROW_WITH_OTHER : ROW;
	// oxlint-disable-next-line react/incompatible-library -- what it returns is read in this render only
	const virtualizer = useVirtualizer({
		count: rows.count,
		getScrollElement: () => scroller.current,
		estimateSize: () => height,
		overscan: 12,
		scrollMargin: AXIS_HEIGHT,
		scrollPaddingStart: AXIS_HEIGHT,
		getItemKey: rows.keyAt,
	});

	const selection = useLab((lab) => lab.selection);
	const hover = useLab((lab) => lab.hover);
	const selected = exchangeOf(selection, run.trace);
	const hovered = exchangeOf(hover, run.trace);
	const [current, setCurrent] = useState(0);
	useEffect(() => {
		const at = selected === undefined ? -1 : rows.indexOf(selected);
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
	const pickRow = useCallback((row: WaterfallRow) => pick(selectionOf(row)), []);
	const pointAtRow = useCallback((row: WaterfallRow | null) => pointAt(row && selectionOf(row)), []);
	const walk = (event: KeyboardEvent): void => {
		const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		const row = rows.at(current);
		if (event.key === "Enter" && row?.canOpen) toggle(row);
		if (step === undefined) return;
		event.preventDefault();
		const next = Math.min(rows.count - 1, Math.max(0, current + step));
		setCurrent(next);
		virtualizer.scrollToIndex(next, { align: "auto" });
		const key = CSS.escape(rows.keyAt(next));
		// The row may have to be drawn first.
		requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-row="${key}"] > button`)?.focus());
	};

	return (
		<ol className={styles.rows} style={{ height: virtualizer.getTotalSize() }} onKeyDown={walk}>
			{virtualizer.getVirtualItems().map(({ index, start, key }) => {
				const row = rows.at(index);
				if (!row) return null;
				return (
					<WaterfallRowView
						key={key}
						row={row}
						report={row.depth === 0 ? reports.get(row.exchange) : undefined}
						other={row.depth === 0 ? otherRows(row.exchange) : undefined}
						top={start - AXIS_HEIGHT}
						height={height}
						scale={scale}
						isOpen={open.has(row.key)}
						isSelected={isPicked(row, selection, selected)}
						isHovered={isPicked(row, hover, hovered)}
						isCurrent={index === current}
						index={index}
						count={rows.count}
						onPick={pickRow}
						onToggle={toggle}
						onHover={pointAtRow}
					/>
				);
			})}
		</ol>
	);
}

/** A row below an exchange stands for its request. */
function selectionOf({ message, exchange }: WaterfallRow): Selection {
	return message === undefined ? { kind: "exchange", id: exchange } : { kind: "message", id: message };
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
