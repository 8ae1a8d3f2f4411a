import { type ReactElement, useMemo, useState } from "react";
import { IconButton } from "../../../design/button.tsx";
import { Segmented } from "../../../design/segmented.tsx";
import { useBesideName } from "../../../lab/beside/use-side-names.ts";
import type { Run } from "../../../lab/run.ts";
import { inspectedRun, useLab } from "../../../lab/store.ts";
import { exchangeOf } from "../../picked.ts";
import { columnsOf, GUTTER, leastWidth } from "../columns.ts";
import { type SequenceGeometry, sequenceGeometry } from "../geometry.ts";
import { Gutter } from "../gutter.tsx";
import { onlyExchange } from "../only-exchange.ts";
import { OnlyButton, ScaleTools } from "../scale-tools.tsx";
import { BY_EVENT } from "../scaling.ts";
import shared from "../sequence.module.css";
import { SequenceCursor } from "../sequence-cursor.tsx";
import { type DrawnSide, SequenceDrawing } from "../sequence-drawing.tsx";
import { SequenceHeader } from "../sequence-header.tsx";
import { type SequenceModel, sequenceModel } from "../sequence-model.ts";
import { stepByKey } from "../step-by-key.ts";
import { bandOn, useScroller } from "../use-scroller.ts";
import { Counterpart } from "./counterpart.tsx";
import { differingTimes, seekToDifference } from "./differing-times.ts";
import { OutcomesFoot } from "./outcomes-foot.tsx";
import { pairedScales } from "./paired-scales.ts";
import { matchRuns } from "./run-matches.ts";
import styles from "./sequence-pair.module.css";

interface SequencePairProps {
	readonly run: Run;
	readonly beside: Run;
}

/** Which of the two are drawn: both, where there is room for them side by side. */
type Drawn = "both" | "run" | "beside";

const NAMES = { run: "As it is", beside: "Beside" } as const;
const NO_ROOM = "There is no room for both side by side: select an exchange and leave the others out, or switch";

/** Two runs as sequence diagrams on one clock: equal times are level, and what only one of them has is marked. */
export function SequencePair({ run, beside }: SequencePairProps): ReactElement {
	const [scaling, setScaling] = useState(BY_EVENT);
	const [only, setOnly] = useState(false);
	const [wanted, setWanted] = useState<Drawn>("both");
	const besideName = useBesideName();
	const { ref, scroller, size, band } = useScroller();
	const selected = useLab((lab) => exchangeOf(lab.selection, (inspectedRun(lab) ?? run).trace));
	const exchange = only ? selected : undefined;
	const wholes = useMemo(() => [sequenceModel(run), sequenceModel(beside)] as const, [run, beside]);
	const matches = useMemo(() => {
		const [model, modelBeside] = wholes;
		return matchRuns({ model, trace: run.trace }, { model: modelBeside, trace: beside.trace });
	}, [wholes, run, beside]);
	const times = useMemo(() => differingTimes([run.trace, beside.trace], matches), [run, beside, matches]);
	const models = useMemo(
		() => (exchange === undefined ? wholes : wholes.map((model) => onlyExchange(model, exchange))),
		[wholes, exchange],
	);
	const widths = useMemo(() => widthsFor(models, size.width), [models, size.width]);
	const drawn = wanted === "both" && widths === undefined ? "run" : wanted;
	const scales = useMemo(
		() => pairedScales([run, beside], scaling, exchange, size.height),
		[run, beside, scaling, exchange, size.height],
	);
	const sides = useMemo(
		() =>
			(["run", "beside"] as const).flatMap((side, at): readonly Side[] => {
				const [model, scale, match] = [models[at], scales[at], matches[at]];
				if (model === undefined || scale === undefined || match === undefined) return [];
				if (drawn !== "both" && drawn !== side) return [];
				const isFirst = drawn !== "both" || side === "run";
				const width = drawn === "both" ? (widths?.[at] ?? 0) : size.width;
				const columns = columnsOf(model.nodes, width, isFirst ? GUTTER : 0);
				const geometry = sequenceGeometry(model, scale, columns);
				return [{ side, of: side === "run" ? run : beside, drawnSide: { name: NAMES[side], match }, geometry }];
			}),
		[models, scales, matches, drawn, widths, size.width, run, beside],
	);
	const [scale] = scales;
	const { top, bottom } = bandOn(scale, band);
	const width = sides.reduce((sum, { geometry }) => sum + geometry.columns.width, 0);
	const choices = [
		{ value: "both", label: "Both", disabledWhy: size.width > 0 && widths === undefined ? NO_ROOM : undefined },
		{ value: "run", label: NAMES.run },
		{ value: "beside", label: NAMES.beside },
	] as const;
	return (
		<div className={shared.sequence}>
			<div className={`${shared.tools} ${styles.tools}`}>
				<ScaleTools scaling={scaling} onChange={setScaling} />
				<Segmented label="Which run" choices={choices} value={drawn} onChange={setWanted} />
				{selected !== undefined && Math.max(run.exchanges.length, beside.exchanges.length) > 1 && (
					<OnlyButton exchange={selected} only={only} onChange={setOnly} />
				)}
				<DifferenceTools times={times} />
			</div>
			<section
				className={shared.scroller}
				ref={ref}
				// biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
				tabIndex={0}
				aria-label="Sequences of messages of both runs. Up and down go from event to event."
				onKeyDown={stepByKey}
			>
				{size.width > 0 && (
					<>
						<div className={styles.heads} style={{ width }}>
							{sides.map(({ side, of, geometry: { columns } }, at) => (
								<div key={side} className={styles.head}>
									<h3
										className={styles.name}
										style={{ maxWidth: columns.width, ...(at === 0 ? { paddingLeft: GUTTER } : {}) }}
									>
										{side === "run" || besideName === "" ? NAMES[side] : `${NAMES[side]}: ${besideName}`}
									</h3>
									<SequenceHeader run={of} columns={columns} />
								</div>
							))}
						</div>
						<div className={shared.body} style={{ width, height: scale.height }}>
							<Gutter
								durationNs={Math.max(run.durationNs, beside.durationNs)}
								scale={scale}
								top={top}
								bottom={bottom}
							/>
							{sides.map(({ side, of, drawnSide, geometry }, at) => (
								<div
									key={side}
									className={styles.side}
									style={{
										left: at === 0 ? 0 : (sides[0]?.geometry.columns.width ?? 0),
										width: geometry.columns.width,
									}}
								>
									<SequenceDrawing
										run={of}
										geometry={geometry}
										top={top}
										bottom={bottom}
										isOne={exchange !== undefined}
										side={drawnSide}
									/>
								</div>
							))}
							<SequenceCursor run={run} scale={scale} scroller={scroller} width={width} />
						</div>
					</>
				)}
			</section>
			<Counterpart run={run} beside={beside} matches={matches} />
			<div className={styles.feet}>
				{sides.map(({ side, of, geometry }, at) => (
					<OutcomesFoot
						key={side}
						run={of}
						other={side === "run" ? beside : run}
						name={NAMES[side]}
						width={at === sides.length - 1 ? undefined : geometry.columns.width}
					/>
				))}
			</div>
		</div>
	);
}

interface Side {
	readonly side: "run" | "beside";
	readonly of: Run;
	readonly drawnSide: DrawnSide;
	readonly geometry: SequenceGeometry;
}

/** As wide as each needs; undefined where there is not enough for both. */
function widthsFor(models: readonly SequenceModel[], width: number): readonly number[] | undefined {
	const least = models.map(({ nodes }) => leastWidth(nodes));
	const sum = least.reduce((total, each) => total + each, 0);
	const room = width - GUTTER;
	if (room < sum) return undefined;
	return least.map((each, at) => Math.floor((room * each) / sum) + (at === 0 ? GUTTER : 0));
}

/** From one difference to the next, and what the mark of one looks like. */
function DifferenceTools({ times }: { readonly times: readonly number[] }): ReactElement {
	return (
		<div className={styles.differences}>
			<span className={styles.key}>
				<svg aria-hidden="true" width="24" height="12" viewBox="0 0 24 12">
					<line className={shared.differing} x1="6" y1="6" x2="18" y2="6" />
					<line className={styles.keyLine} x1="2" y1="6" x2="22" y2="6" />
				</svg>
				{times.length === 0 ? "nothing differs" : "not so in the other run"}
			</span>
			<IconButton
				icon="eventBack"
				label="Previous difference"
				disabled={times.length === 0}
				onClick={() => seekToDifference(times, -1)}
			/>
			<IconButton
				icon="eventForward"
				label="Next difference"
				disabled={times.length === 0}
				onClick={() => seekToDifference(times, 1)}
			/>
		</div>
	);
}
