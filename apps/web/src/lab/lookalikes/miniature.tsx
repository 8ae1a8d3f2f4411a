import type { ReactElement } from "react";
import { crossPath, headPath } from "../../views/sequence/arrow-path.ts";
import type { Columns } from "../../views/sequence/columns.ts";
import { itemKey, type SequenceItem } from "../../views/sequence/geometry.ts";
import shared from "../../views/sequence/sequence.module.css";
import { SignDrawing } from "../../views/sequence/sign-drawing.tsx";
import styles from "./lookalikes.module.css";
import type { SilentRuns } from "./silent-run.ts";

/** A small sequence diagram, up to some height. */
export interface MiniatureDrawing {
	readonly columns: Columns;
	readonly items: readonly SequenceItem[];
	readonly bottom: number;
}

const HEAD = 20;

/** What happened behind the client, which sees no more of it than what touches its own line. */
export function Miniature({
	drawing: { columns, items, bottom },
	found: { client },
}: {
	readonly drawing: MiniatureDrawing;
	readonly found: SilentRuns;
}): ReactElement {
	const clientX = columns.xOf.get(client) ?? 0;
	return (
		<svg
			className={styles.miniature}
			viewBox={`0 ${-HEAD} ${columns.width} ${bottom + HEAD}`}
			width={columns.width}
			height={bottom + HEAD}
			aria-hidden="true"
		>
			<rect
				className={styles.hidden}
				x={clientX + 14}
				y={0}
				width={Math.max(0, columns.width - clientX - 14)}
				height={bottom}
			/>
			{[...columns.xOf].map(([node, x]) => (
				<g key={node}>
					<text className={styles.node} x={x} y={-6} textAnchor="middle">
						{node}
					</text>
					<line className={shared.lifeline} x1={x} x2={x} y1={0} y2={bottom} />
				</g>
			))}
			{items.map((item) => (
				<Item key={itemKey(item)} item={item} />
			))}
		</svg>
	);
}

function Item({ item }: { readonly item: SequenceItem }): ReactElement | null {
	switch (item.kind) {
		case "bar": {
			const { x, y0, y1, bar } = item;
			if (bar.kind === "down") return <line className={shared.down} x1={x} x2={x} y1={y0} y2={y1} />;
			return <rect className={shared[bar.kind]} x={x - 2.5} y={y0} width={5} height={Math.max(2, y1 - y0)} />;
		}
		case "opening":
			return (
				<g className={shared.opening}>
					<Line ends={item.there} />
					{item.back && <Line ends={item.back} />}
				</g>
			);
		case "mark":
			return <SignDrawing mark={item.mark} x={item.x} y={item.y} />;
		default: {
			const { flight, arrow } = item;
			return (
				<g className={shared[flight.direction]}>
					<Line ends={arrow} />
					{flight.lost ? (
						<path className={shared.cross} d={crossPath(arrow.x1, arrow.y1)} />
					) : (
						<path className={shared.head} d={headPath(arrow, flight.direction === "request" ? "full" : "open")} />
					)}
				</g>
			);
		}
	}
}

function Line({
	ends: { x0, y0, x1, y1 },
}: {
	readonly ends: { readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number };
}): ReactElement {
	return <line className={shared.line} x1={x0} y1={y0} x2={x1} y2={y1} />;
}
