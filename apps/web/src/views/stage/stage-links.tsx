import type { LinkName } from "@roundtrip/model";
import type { ReactElement } from "react";
import { classes } from "../../design/classes.ts";
import type { Run } from "../../lab/run.ts";
import { useLab } from "../../lab/store.ts";
import { pick, pointAt } from "../pick.ts";
import styles from "./stage.module.css";
import type { StageMap } from "./stage-map.ts";

/** Beyond so many, each of them would be a stop of the tab key on the way to anything else. */
const MOST_STOPS = 24;

/** The reach of each link: a wide line that nobody sees until it is pointed at or selected. What it looks like is drawn above. */
export function StageLinks({ run, map }: { readonly run: Run; readonly map: StageMap }): ReactElement {
	const selected = useLab(({ selection }) => (selection?.kind === "link" ? selection.id : undefined));
	const hovered = useLab(({ hover }) => (hover?.kind === "link" ? hover.id : undefined));
	const select = (link: LinkName): void => pick({ kind: "link", id: link }, run);
	return (
		<>
			{[...map.ways].map(([link, { points }]) => (
				// biome-ignore lint/a11y/useSemanticElements: a button can't stand in an SVG
				<g
					key={link}
					role="button"
					tabIndex={map.ways.size > MOST_STOPS ? -1 : 0}
					aria-label={`link ${link}`}
					aria-pressed={selected === link}
					data-link={link}
					className={classes(styles.link, selected === link && styles.selected, hovered === link && styles.hovered)}
					onClick={() => select(link)}
					onKeyDown={(event) => {
						if (event.key !== "Enter" && event.key !== " ") return;
						event.preventDefault();
						select(link);
					}}
					onPointerEnter={() => pointAt({ kind: "link", id: link }, run)}
					onPointerLeave={() => pointAt(null)}
				>
					<title>{link}</title>
					<polyline points={points.map(({ x, y }) => `${x},${y}`).join(" ")} />
				</g>
			))}
		</>
	);
}
