import { type ReactElement, useId, useMemo } from "react";
import type { Run } from "../../lab/run.ts";
import { hoveredRun, inspectedRun, useLab } from "../../lab/store.ts";
import { itemKey, type SequenceGeometry, type SequenceItem } from "./geometry.ts";
import { labelsOf, type PlacedLabel } from "./label.ts";
import { LifelineBar } from "./lifeline-bar.tsx";
import { LifelineMark } from "./lifeline-mark.tsx";
import { MessageArrow } from "./message-arrow.tsx";
import { OpeningArrow } from "./opening-arrow.tsx";
import type { SideMatch } from "./pair/run-matches.ts";
import { isPicked, usePicked } from "./picked-item.ts";
import styles from "./sequence.module.css";

/** So many items of one screen can still be told apart, and drawn in time. */
const MOST_ITEMS = 1_500;

interface SequenceDrawingProps {
	readonly run: Run;
	readonly geometry: SequenceGeometry;
	readonly top: number;
	readonly bottom: number;
	/** True where only one exchange is drawn: then picking it out says nothing. */
	readonly isOne: boolean;
	/** Where two runs stand side by side: which of them this is, and what the other has. */
	readonly side?: DrawnSide;
}

export interface DrawnSide {
	readonly name: string;
	readonly match: SideMatch;
}

/** The part of the diagram between two heights. */
export function SequenceDrawing({ run, geometry, top, bottom, isOne, side }: SequenceDrawingProps): ReactElement {
	const { columns } = geometry;
	const hatchId = useId();
	const selected = useLab((lab) => lab.selection);
	const hovered = useLab((lab) => lab.hover);
	const selection = usePicked(selected, useLab(inspectedRun), isOne, run, side);
	const hover = usePicked(hovered, useLab(hoveredRun), isOne, run, side);
	const all = useMemo(() => geometry.between(top, bottom), [geometry, top, bottom]);
	const items = useMemo(() => thinned(all), [all]);
	const labels = useMemo(
		() => labelsOf(items, columns, (item) => isPicked(item, selection)),
		[items, columns, selection],
	);
	return (
		// biome-ignore lint/a11y/useSemanticElements: a fieldset can't draw
		<svg
			className={styles.drawing}
			style={{ top, height: bottom - top, width: columns.width }}
			viewBox={`0 ${top} ${columns.width} ${bottom - top}`}
			aria-label={side === undefined ? "Messages" : `Messages, ${side.name}`}
			role="group"
		>
			<defs>
				<pattern id={hatchId} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
					<rect width="4" height="4" className={styles.hatchGround} />
					<rect width="1.5" height="4" className={styles.hatchLine} />
				</pattern>
			</defs>
			{[...columns.xOf].map(([node, x]) => (
				<line key={node} className={styles.lifeline} x1={x} x2={x} y1={top} y2={Math.min(bottom, geometry.height)} />
			))}
			{items.map((item) => (
				<Item
					key={itemKey(item)}
					run={run}
					item={item}
					label={labels.get(item)}
					hatchId={hatchId}
					isSelected={isPicked(item, selection)}
					isHovered={isPicked(item, hover)}
					differs={side?.match.differs(item) ?? false}
				/>
			))}
			{items.length < all.length && (
				<text className={styles.thinned} x={columns.width - 12} y={Math.max(top, 0) + 20} textAnchor="end">
					{`1 in ${Math.ceil(all.length / items.length)} shown; look closer to see all`}
				</text>
			)}
		</svg>
	);
}

interface ItemProps {
	readonly run: Run;
	readonly item: SequenceItem;
	readonly label: PlacedLabel | undefined;
	readonly hatchId: string;
	readonly isSelected: boolean;
	readonly isHovered: boolean;
	/** The run beside doesn't have it, or has it otherwise. */
	readonly differs: boolean;
}

function Item({ run, item, label, hatchId, isSelected, isHovered, differs }: ItemProps): ReactElement {
	if (item.kind === "bar") return <LifelineBar bar={item.bar} x={item.x} y0={item.y0} y1={item.y1} hatchId={hatchId} />;
	if (item.kind === "opening") return <OpeningArrow item={item} label={label} differs={differs} />;
	const shared = { run, label, differs };
	if (item.kind === "mark") {
		return <LifelineMark {...shared} mark={item.mark} x={item.x} y={item.y} isSelected={isSelected || isHovered} />;
	}
	return (
		<MessageArrow {...shared} flight={item.flight} arrow={item.arrow} isSelected={isSelected} isHovered={isHovered} />
	);
}

/** Every so manyth of what is too much to be drawn. */
function thinned(items: readonly SequenceItem[]): readonly SequenceItem[] {
	const step = Math.ceil(items.length / MOST_ITEMS);
	return step <= 1 ? items : items.filter((_, at) => at % step === 0);
}
