import type { ReactElement } from "react";
import { classes } from "../../design/classes.ts";
import type { Run } from "../../lab/run.ts";
import { useLab } from "../../lab/store.ts";
import { fitText } from "../fit-text.ts";
import { pick, pointAt } from "../pick.ts";
import { NodeGlyph } from "../stage/node-glyph.tsx";
import type { Columns } from "./columns.ts";
import styles from "./sequence.module.css";

interface SequenceHeaderProps {
	readonly run: Run;
	readonly columns: Columns;
}

/** A name of a few letters and the sign of its role, in pixels. */
const WITH_GLYPH = 88;

/** The names of the lifelines; they stay in sight while the diagram scrolls. */
export function SequenceHeader({ run, columns }: SequenceHeaderProps): ReactElement {
	const { nodes } = run.trace.header.scenario;
	const selected = useLab(({ selection }) => (selection?.kind === "node" ? selection.id : undefined));
	const hovered = useLab(({ hover }) => (hover?.kind === "node" ? hover.id : undefined));
	const room = Math.max(64, Math.min(200, columns.pitch === 0 ? 200 : columns.pitch - 8));
	// Where they stand close, the name says more than the sign.
	const hasGlyph = room >= WITH_GLYPH;
	return (
		<div className={styles.header} style={{ width: columns.width }}>
			{[...columns.xOf].map(([node, x], at) => {
				const half = at === 0 && !columns.wordsLeft ? Math.min(room / 2, x - 4) : room / 2;
				return (
					<button
						key={node}
						type="button"
						className={classes(
							styles.node,
							selected === node && styles.selectedNode,
							hovered === node && styles.hoveredNode,
						)}
						style={{ left: x, maxWidth: half * 2 }}
						title={node}
						aria-pressed={selected === node}
						onClick={() => pick({ kind: "node", id: node }, run)}
						onPointerEnter={() => pointAt({ kind: "node", id: node }, run)}
						onPointerLeave={() => pointAt(null)}
					>
						{hasGlyph && <NodeGlyph role={nodes[node]?.is ?? "server"} size={12} />}
						{fitText(node, room - (hasGlyph ? 28 : 12), 13)}
					</button>
				);
			})}
		</div>
	);
}
