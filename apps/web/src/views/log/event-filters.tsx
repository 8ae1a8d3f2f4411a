import { countOf, formatCount } from "@roundtrip/analysis";
import type { ReactElement } from "react";
import { classes } from "../../design/classes.ts";
import type { EventFilter } from "./event-filter.ts";
import styles from "./event-log.module.css";
import { type KindGroup, kindGroups, packets } from "./kind-groups.ts";

interface EventFiltersProps {
	readonly filter: EventFilter;
	readonly onChange: (filter: EventFilter) => void;
	readonly shown: number;
	readonly total: number;
	/** How many packets the run has. */
	readonly packetCount: number;
}

/** What the log shows: by words, and by kinds that can be switched off. */
export function EventFilters({ filter, onChange, shown, total, packetCount }: EventFiltersProps): ReactElement {
	const toggle = (group: KindGroup): void => {
		const hidden = new Set(filter.hidden);
		if (!hidden.delete(group)) hidden.add(group);
		onChange({ ...filter, hidden });
	};
	return (
		<search className={styles.filters}>
			<input
				className={styles.text}
				type="search"
				placeholder="Filter events"
				aria-label="Filter events by words"
				value={filter.text}
				onChange={(event) => onChange({ ...filter, text: event.target.value })}
			/>
			<div className={styles.groups}>
				{kindGroups
					.filter((group) => group !== packets)
					.map((group) => (
						<button
							key={group.name}
							type="button"
							className={classes(styles.group, filter.hidden.has(group) && styles.off)}
							aria-pressed={!filter.hidden.has(group)}
							onClick={() => toggle(group)}
						>
							{group.name}
						</button>
					))}
				{packetCount > 0 && (
					<button
						type="button"
						className={classes(styles.group, filter.hidden.has(packets) && styles.off)}
						onClick={() => toggle(packets)}
					>
						{`${filter.hidden.has(packets) ? "Show" : "Hide"} ${countOf(packetCount, "packet")}`}
					</button>
				)}
			</div>
			<output className={styles.count}>
				{shown === total ? countOf(total, "event") : `${formatCount(shown)} of ${formatCount(total)}`}
			</output>
		</search>
	);
}
