import { lazy, type ReactElement, Suspense, useMemo, useState } from "react";
import type { Run } from "../../lab/run.ts";
import { useLab } from "../../lab/store.ts";
import { exchangeOf } from "../picked.ts";
import { columnsOf } from "./columns.ts";
import { sequenceGeometry } from "./geometry.ts";
import { Gutter } from "./gutter.tsx";
import { onlyExchange } from "./only-exchange.ts";
import { OnlyButton, ScaleTools } from "./scale-tools.tsx";
import { BY_EVENT, heightFor } from "./scaling.ts";
import styles from "./sequence.module.css";
import { SequenceCursor } from "./sequence-cursor.tsx";
import { SequenceDrawing } from "./sequence-drawing.tsx";
import { SequenceHeader } from "./sequence-header.tsx";
import { sequenceModel } from "./sequence-model.ts";
import { stepByKey } from "./step-by-key.ts";
import { bandOn, useScroller } from "./use-scroller.ts";
import { eventScale, timeScale } from "./vertical-scale.ts";

/** The names of the lifelines and a little air, in pixels. */
const HEADER = 40;

/** Loaded when there is a second run. */
const SequencePair = lazy(async () => ({ default: (await import("./pair/sequence-pair.tsx")).SequencePair }));

/** Who said what to whom, time running downwards. Where two runs are shown, both. */
export function Sequence(): ReactElement {
	const run = useLab((lab) => lab.run);
	const beside = useLab((lab) => lab.beside);
	if (!run) return <p className={styles.empty}>No run yet.</p>;
	if (run.trace.length === 0) return <p className={styles.empty}>Nothing happened in this run.</p>;
	if (beside === null) return <SequenceOf run={run} />;
	return (
		<Suspense>
			<SequencePair run={run} beside={beside} />
		</Suspense>
	);
}

function SequenceOf({ run }: { readonly run: Run }): ReactElement {
	const [scaling, setScaling] = useState(BY_EVENT);
	const [only, setOnly] = useState(false);
	const { ref, scroller, size, band } = useScroller();
	const selected = useLab(({ selection }) => exchangeOf(selection, run.trace));
	const exchange = only ? selected : undefined;
	const whole = useMemo(() => sequenceModel(run), [run]);
	const model = useMemo(() => (exchange === undefined ? whole : onlyExchange(whole, exchange)), [whole, exchange]);
	const columns = useMemo(() => columnsOf(model.nodes, size.width), [model, size.width]);
	const scale = useMemo(() => {
		if (scaling.mode === "events") return eventScale(run.trace, exchange);
		return timeScale(run.trace, run.durationNs, heightFor(scaling, run.messages.length, size.height - HEADER));
	}, [scaling, run, exchange, size.height]);
	const geometry = useMemo(() => sequenceGeometry(model, scale, columns), [model, scale, columns]);
	const { top, bottom } = bandOn(scale, band);
	return (
		<div className={styles.sequence}>
			<div className={styles.tools}>
				<ScaleTools scaling={scaling} onChange={setScaling} />
				{selected !== undefined && run.exchanges.length > 1 && (
					<OnlyButton exchange={selected} only={only} onChange={setOnly} />
				)}
			</div>
			<section
				className={styles.scroller}
				ref={ref}
				// biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
				tabIndex={0}
				aria-label="Sequence of messages. Up and down go from event to event."
				onKeyDown={stepByKey}
			>
				{size.width > 0 && (
					<>
						<SequenceHeader run={run} columns={columns} />
						<div className={styles.body} style={{ width: columns.width, height: scale.height }}>
							<SequenceDrawing run={run} geometry={geometry} top={top} bottom={bottom} isOne={exchange !== undefined} />
							<Gutter durationNs={run.durationNs} scale={scale} top={top} bottom={bottom} />
							<SequenceCursor run={run} scale={scale} scroller={scroller} width={columns.width} />
						</div>
					</>
				)}
			</section>
		</div>
	);
}
