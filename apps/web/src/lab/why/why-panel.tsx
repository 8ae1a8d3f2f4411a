import { criticalPathOf, formatDuration } from "@roundtrip/analysis";
import { type ReactElement, useMemo } from "react";
import { Go, Section } from "../inspector/parts.tsx";
import type { Run } from "../run.ts";
import { labNow } from "../store.ts";
import { PathBar } from "./path-bar.tsx";
import { PathTable } from "./path-table.tsx";
import { ReasonTable } from "./reason-table.tsx";
import { SavingsList } from "./savings-list.tsx";

interface WhyPanelProps {
	readonly run: Run;
	/** Absent: the whole run. */
	readonly exchange?: number | undefined;
}

/** Why it took so long: what the end waited for, its round-trips by reason, and what would have saved some of them. */
export function WhyPanel({ run, exchange }: WhyPanelProps): ReactElement | null {
	const path = useMemo(
		() => (exchange === undefined ? run.criticalPath : criticalPathOf(run, exchange)),
		[run, exchange],
	);
	if (path === undefined || path.steps.length === 0) return null;
	return (
		<Section title="Why so long" note={formatDuration(path.endAt - path.startAt)}>
			<PathBar run={run} path={path} />
			<PathTable path={path} />
			<ReasonTable trips={path.roundTrips} />
			{exchange === undefined ? (
				<SavingsList run={run} />
			) : (
				<p>
					<Go onClick={() => labNow().select(null)}>What would save time in the whole run</Go>
				</p>
			)}
		</Section>
	);
}
