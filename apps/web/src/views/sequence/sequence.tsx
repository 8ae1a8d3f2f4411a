import { type KeyboardEvent, type ReactElement, useCallback, useMemo, useRef, useState } from "react";
import { Button, IconButton } from "../../design/button.tsx";
import { Segmented } from "../../design/segmented.tsx";
import type { Run } from "../../lab/run.ts";
import { useLab } from "../../lab/store.ts";
import { exchangeOf } from "../picked.ts";
import { useSize } from "../use-size.ts";
import { columnsOf } from "./columns.ts";
import { sequenceGeometry } from "./geometry.ts";
import { Gutter } from "./gutter.tsx";
import { onlyExchange } from "./only-exchange.ts";
import styles from "./sequence.module.css";
import { SequenceCursor } from "./sequence-cursor.tsx";
import { SequenceDrawing } from "./sequence-drawing.tsx";
import { SequenceHeader } from "./sequence-header.tsx";
import { sequenceModel } from "./sequence-model.ts";
import { useBand } from "./use-band.ts";
import { eventScale, type SequenceMode, timeScale } from "./vertical-scale.ts";

/** Who said what to whom, time running downwards. */
export function Sequence(): ReactElement {
	const run = useLab((lab) => lab.run);
	if (!run) return <p className={styles.empty}>No run yet.</p>;
	if (run.trace.length === 0) return <p className={styles.empty}>Nothing happened in this run.</p>;
	return <SequenceOf run={run} />;
}

const MODES = [
	{ value: "events", label: "By event" },
	{ value: "time", label: "True time" },
] as const;

/** On the true scale, a message has about this height to begin with. */
const PIXELS_PER_MESSAGE = 16;
const TALLEST_AT_FIRST = 6_000;
const CLOSEST = 1_024;

function SequenceOf({ run }: { readonly run: Run }): ReactElement {
	const [mode, setMode] = useState<SequenceMode>("events");
	const [zoom, setZoom] = useState(1);
	const [only, setOnly] = useState(false);
	const [sizeRef, size] = useSize<HTMLElement>();
	const scrollerRef = useRef<HTMLElement>(null);
	const band = useBand(scrollerRef, size.height);
	const { scenario } = run.trace.header;
	const roles = useMemo(() => new Map(Object.entries(scenario.nodes).map(([name, { is }]) => [name, is])), [scenario]);
	const selected = useLab(({ selection }) => exchangeOf(selection, run.trace));
	const exchange = only ? selected : undefined;
	const whole = useMemo(() => sequenceModel(run), [run]);
	const model = useMemo(() => (exchange === undefined ? whole : onlyExchange(whole, exchange)), [whole, exchange]);
	const columns = useMemo(() => columnsOf(model.nodes, size.width), [model, size.width]);
	const scale = useMemo(() => {
		if (mode === "events") return eventScale(run.trace, exchange);
		const fitting = Math.min(TALLEST_AT_FIRST, run.messages.length * PIXELS_PER_MESSAGE);
		return timeScale(run.trace, run.durationNs, Math.max(size.height - 40, fitting) * zoom);
	}, [mode, run, exchange, size.height, zoom]);
	const geometry = useMemo(() => sequenceGeometry(model, scale, columns), [model, scale, columns]);
	const setScroller = useCallback(
		(element: HTMLElement | null) => {
			scrollerRef.current = element;
			return sizeRef(element);
		},
		[sizeRef],
	);
	const top = Math.min(Math.max(0, band.top), scale.height - 1);
	const bottom = Math.max(top + 1, Math.min(scale.height, band.bottom));
	return (
		<div className={styles.sequence}>
			<div className={styles.tools}>
				<Segmented label="Scale of time" choices={MODES} value={mode} onChange={setMode} />
				{mode === "time" && (
					<>
						<IconButton icon="minus" label="See more time" disabled={zoom <= 1} onClick={() => setZoom(zoom / 2)} />
						<IconButton icon="plus" label="Look closer" onClick={() => setZoom(Math.min(CLOSEST, zoom * 2))} />
					</>
				)}
				{selected !== undefined && run.exchanges.length > 1 && (
					<Button look={only ? "outlined" : "plain"} aria-pressed={only} onClick={() => setOnly(!only)}>
						{`Exchange ${selected} only`}
					</Button>
				)}
			</div>
			<section
				className={styles.scroller}
				ref={setScroller}
				// biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
				tabIndex={0}
				aria-label="Sequence of messages. Up and down go from event to event."
				onKeyDown={stepByKey}
			>
				{size.width > 0 && (
					<>
						<SequenceHeader columns={columns} roles={roles} />
						<div className={styles.body} style={{ width: columns.width, height: scale.height }}>
							<SequenceDrawing geometry={geometry} top={top} bottom={bottom} isOne={exchange !== undefined} />
							<Gutter durationNs={run.durationNs} scale={scale} top={top} bottom={bottom} />
							<SequenceCursor run={run} scale={scale} scroller={scrollerRef} width={columns.width} />
						</div>
					</>
				)}
			</section>
		</div>
	);
}

function stepByKey(event: KeyboardEvent): void {
	const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : undefined;
	if (step === undefined) return;
	event.preventDefault();
	const { stepEvent, select } = useLab.getState();
	stepEvent(step);
	const { seq } = useLab.getState().cursor;
	select(seq < 0 ? null : { kind: "event", id: seq });
}
