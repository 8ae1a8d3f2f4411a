import type { Role } from "@roundtrip/model";
import { memo, type ReactElement } from "react";
import { classes } from "../../design/classes.ts";
import type { Run } from "../../lab/run.ts";
import { useLab } from "../../lab/store.ts";
import { fitText, textWidth } from "../fit-text.ts";
import { pick, pointAt } from "../pick.ts";
import { NodeGlyph } from "./node-glyph.tsx";
import { lidEdge, nameBaseline, outlines } from "./node-outline.ts";
import styles from "./stage.module.css";
import type { Box, Detail } from "./stage-layout.ts";
import { StageLinks } from "./stage-links.tsx";
import type { StageMap } from "./stage-map.ts";

interface StageNodesProps {
	readonly run: Run;
	readonly map: StageMap;
	readonly roles: ReadonlyMap<string, Role>;
}

/** The outlines and names of all nodes: what doesn't change while a run plays. */
export function StageNodes({ run, map, roles }: StageNodesProps): ReactElement {
	const selected = useLab(({ selection }) => (selection?.kind === "node" ? selection.id : undefined));
	const hovered = useLab(({ hover }) => (hover?.kind === "node" ? hover.id : undefined));
	return (
		// biome-ignore lint/a11y/useSemanticElements: a fieldset can't draw
		<svg className={styles.nodes} width={map.width} height={map.height} aria-label="Nodes and links" role="group">
			<StageLinks run={run} map={map} />
			{[...map.boxes].map(([name, box]) => (
				<StageNode
					key={name}
					run={run}
					name={name}
					role={roles.get(name) ?? "server"}
					box={box}
					detail={map.detail}
					isSelected={selected === name}
					isHovered={hovered === name}
				/>
			))}
		</svg>
	);
}

interface StageNodeProps {
	readonly run: Run;
	readonly name: string;
	readonly role: Role;
	readonly box: Box;
	readonly detail: Detail;
	readonly isSelected: boolean;
	readonly isHovered: boolean;
}

/** What glyph and state take of the width of the smallest nodes. */
const MINI_STATE: Readonly<Record<Role, number>> = { client: 40, cache: 40, balancer: 40, server: 60, database: 60 };

const StageNode = memo(({ run, name, role, box, detail, isSelected, isHovered }: StageNodeProps): ReactElement => {
	const baseline = nameBaseline(role, detail);
	const size = detail === "mini" ? 11 : 13;
	const room = box.width - (detail === "mini" ? MINI_STATE[role] : 44);
	// The shape says the role already, so a long name may take the room of the word.
	const showsRole = detail === "full" && textWidth(name, size) + textWidth(role, 11) + 8 < room;
	return (
		// biome-ignore lint/a11y/useSemanticElements: a button can't stand in an SVG
		<g
			role="button"
			tabIndex={0}
			aria-label={`${name}, ${role}`}
			aria-pressed={isSelected}
			data-node={name}
			className={classes(styles.node, isSelected && styles.selected, isHovered && styles.hovered)}
			onClick={() => pick({ kind: "node", id: name }, run)}
			onKeyDown={(event) => {
				if (event.key !== "Enter" && event.key !== " ") return;
				event.preventDefault();
				pick({ kind: "node", id: name }, run);
			}}
			onPointerEnter={() => pointAt({ kind: "node", id: name })}
			onPointerLeave={() => pointAt(null)}
			onFocus={() => pointAt({ kind: "node", id: name })}
			onBlur={() => pointAt(null)}
		>
			<title>{name}</title>
			<path className={styles.outline} d={outlines[role](box)} />
			{role === "database" && detail !== "mini" && <path className={styles.edge} d={lidEdge(box)} />}
			<g transform={`translate(${box.x + (detail === "mini" ? 6 : 12)} ${box.y + baseline - 11})`}>
				<NodeGlyph role={role} size={detail === "mini" ? 10 : 14} />
			</g>
			<text
				className={detail === "mini" ? styles.miniName : styles.name}
				x={box.x + (detail === "mini" ? 20 : 32)}
				y={box.y + baseline}
			>
				{fitText(name, room, size)}
			</text>
			{showsRole && (
				<text className={styles.role} x={box.x + box.width - 12} y={box.y + baseline} textAnchor="end">
					{role}
				</text>
			)}
		</g>
	);
});
