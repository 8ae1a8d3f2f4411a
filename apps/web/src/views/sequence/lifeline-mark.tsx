import type { ReactElement } from "react";
import { classes } from "../../design/classes.ts";
import type { Run } from "../../lab/run.ts";
import { pick, pointAt } from "../pick.ts";
import { DIFFERS } from "./differs.ts";
import type { PlacedLabel } from "./label.ts";
import { LabelText } from "./label-text.tsx";
import type { Mark } from "./mark.ts";
import styles from "./sequence.module.css";
import { signs } from "./sign-drawing.tsx";

interface LifelineMarkProps {
	readonly run: Run;
	readonly mark: Mark;
	readonly x: number;
	readonly y: number;
	readonly label: PlacedLabel | undefined;
	readonly isSelected: boolean;
	/** The run beside doesn't have it, or has it otherwise. */
	readonly differs: boolean;
}

/** What happened at a lifeline: a sign on it and words beside it. */
export function LifelineMark({ run, mark, x, y, label, isSelected, differs }: LifelineMarkProps): ReactElement {
	const look = signs[mark.sign];
	const event = { kind: "event", id: mark.seq } as const;
	return (
		// biome-ignore lint/a11y/useSemanticElements: a button can't stand in an SVG
		<g
			role="button"
			tabIndex={-1}
			aria-label={`${mark.node}: ${mark.text}${differs ? DIFFERS : ""}`}
			aria-pressed={isSelected}
			data-event={mark.seq}
			className={classes(styles.mark, styles[look.tone], isSelected && styles.selected)}
			onClick={() => pick(event, run)}
			onKeyDown={({ key }) => {
				if (key === "Enter") pick(event, run);
			}}
			onPointerEnter={() => pointAt(event, run)}
			onPointerLeave={() => pointAt(null)}
		>
			{differs && <circle className={styles.differingSign} cx={x} cy={y} r={11} />}
			<rect className={styles.signGround} x={x - 8} y={y - 8} width={16} height={16} rx={8} />
			{look.draw(x, y)}
			{label && <LabelText label={label} className={styles.markWords} />}
		</g>
	);
}
