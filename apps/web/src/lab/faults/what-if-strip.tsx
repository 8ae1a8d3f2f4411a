import type { ReactElement } from "react";
import { Chip } from "../../design/chip.tsx";
import { runOf, useSession } from "../session.ts";
import { useLab } from "../store.ts";
import { faultText } from "./fault-text.ts";
import { changeBetween } from "./what-changed.ts";
import styles from "./what-if-strip.module.css";

/** The faults that were added by hand, and what they have changed. Not there while there are none. */
export function WhatIfStrip(): ReactElement | null {
	const faults = useLab((lab) => lab.faults);
	const removeFault = useLab((lab) => lab.removeFault);
	if (faults.length === 0) return null;
	return (
		<section className={styles.strip} aria-label="Added faults">
			<h2 className={styles.title}>What if</h2>
			<ul className={styles.faults}>
				{faults.map((fault, index) => {
					const text = faultText(fault).replace(/^\{ | \}$/g, "");
					return (
						<li key={text}>
							<Chip look="bad" removeLabel={`Remove the fault ${text}`} onRemove={() => removeFault(index)}>
								<code>{text}</code>
							</Chip>
						</li>
					);
				})}
			</ul>
			<Change />
		</section>
	);
}

function Change(): ReactElement | null {
	const before = useSession((session) => session.baseline);
	const after = useSession((session) => runOf(session.simulated));
	if (before === undefined || after === undefined) return null;
	const change = changeBetween(before, after);
	return (
		<p className={styles.change}>
			<span className={styles.before}>{change.before}</span>
			<span aria-hidden="true"> → </span>
			<span className="visually-hidden"> becomes: </span>
			{change.after}
		</p>
	);
}
