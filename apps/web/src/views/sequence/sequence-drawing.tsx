import { type ReactElement, useId, useMemo } from "react";
import { type Selection, useLab } from "../../lab/store.ts";
import { picksMessage } from "../picked.ts";
import type { SequenceGeometry, SequenceItem } from "./geometry.ts";
import { labelsOf, type PlacedLabel } from "./label.ts";
import { LifelineBar } from "./lifeline-bar.tsx";
import { LifelineMark } from "./lifeline-mark.tsx";
import { MessageArrow } from "./message-arrow.tsx";
import { OpeningArrow } from "./opening-arrow.tsx";
import styles from "./sequence.module.css";

/** So many items of one screen can still be told apart, and drawn in time. */
const MOST_ITEMS = 1_500;

interface SequenceDrawingProps {
	readonly geometry: SequenceGeometry;
	readonly top: number;
	readonly bottom: number;
	/** True where only one exchange is drawn: then picking it out says nothing. */
	readonly isOne: boolean;
}

/** The part of the diagram between two heights. */
export function SequenceDrawing({ geometry, top, bottom, isOne }: SequenceDrawingProps): ReactElement {
	const { columns } = geometry;
	const hatchId = useId();
	const selection = useLab((lab) => (isOne && lab.selection?.kind === "exchange" ? null : lab.selection));
	const hover = useLab((lab) => (isOne && lab.hover?.kind === "exchange" ? null : lab.hover));
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
			aria-label="Messages"
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
					key={keyOf(item)}
					item={item}
					label={labels.get(item)}
					hatchId={hatchId}
					isSelected={isPicked(item, selection)}
					isHovered={isPicked(item, hover)}
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
	readonly item: SequenceItem;
	readonly label: PlacedLabel | undefined;
	readonly hatchId: string;
	readonly isSelected: boolean;
	readonly isHovered: boolean;
}

function Item({ item, label, hatchId, isSelected, isHovered }: ItemProps): ReactElement {
	if (item.kind === "bar") return <LifelineBar bar={item.bar} x={item.x} y0={item.y0} y1={item.y1} hatchId={hatchId} />;
	if (item.kind === "opening") return <OpeningArrow item={item} label={label} />;
	if (item.kind === "mark") {
		return <LifelineMark mark={item.mark} x={item.x} y={item.y} label={label} isSelected={isSelected || isHovered} />;
	}
	return (
		<MessageArrow flight={item.flight} arrow={item.arrow} label={label} isSelected={isSelected} isHovered={isHovered} />
	);
}

/** Every so manyth of what is too much to be drawn. */
function thinned(items: readonly SequenceItem[]): readonly SequenceItem[] {
	const step = Math.ceil(items.length / MOST_ITEMS);
	return step <= 1 ? items : items.filter((_, at) => at % step === 0);
}

function isPicked(item: SequenceItem, selection: Selection | null): boolean {
	if (item.kind === "message") return picksMessage(selection, item.flight);
	if (item.kind !== "mark") return false;
	if (selection?.kind === "event") return selection.id === item.mark.seq;
	return selection?.kind === "exchange" && selection.id === item.mark.exchange;
}

function keyOf(item: SequenceItem): string {
	if (item.kind === "bar") return `bar ${item.bar.kind} ${item.bar.node} ${item.bar.fromSeq}`;
	if (item.kind === "opening") return `opening ${item.opening.fromSeq}`;
	return item.kind === "mark" ? `mark ${item.mark.seq}` : item.flight.message;
}
