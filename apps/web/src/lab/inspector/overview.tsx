import {
	formatCount,
	formatDuration,
	formatSize,
	ROUND_TRIP_REASON_NAMES,
	ROUND_TRIP_REASONS,
} from "@roundtrip/analysis";
import type { ReactElement } from "react";
import { MarkedText } from "../../design/marked-text.tsx";
import type { Run } from "../run.ts";
import { ExchangeList } from "./exchange-list.tsx";
import { FaultsTried } from "./faults-tried.tsx";
import { OutcomeTable } from "./outcome-table.tsx";
import styles from "./overview.module.css";
import { Fact, Facts, Section } from "./parts.tsx";
import { RunAgain } from "./run-again.tsx";
import { Verdicts } from "./verdicts.tsx";
import { Why } from "./why.tsx";

/** The run as a whole: what it is about, whether it kept its promises, what the clients believe, what it cost. */
export function Overview({ run }: { readonly run: Run }): ReactElement {
	const { about, expect } = run.trace.header.scenario;
	return (
		<>
			<h2 className="visually-hidden">The run</h2>
			{about !== undefined && (
				<section className={styles.about} aria-label="About">
					{about.split(/\n{2,}/).map((paragraph) => (
						<p key={paragraph}>
							<MarkedText text={paragraph} />
						</p>
					))}
				</section>
			)}
			{expect.length > 0 && (
				<Section title="Expected">
					<Verdicts run={run} />
				</Section>
			)}
			<Section title="What the clients believe, and what is true">
				<OutcomeTable run={run} />
			</Section>
			<FaultsTried run={run} />
			<Section title="Each exchange" note={run.exchanges.length}>
				<ExchangeList run={run} />
			</Section>
			<Why run={run} />
			<Section title="Cost">
				<Cost run={run} />
			</Section>
			<RunAgain run={run} />
		</>
	);
}

function Cost({ run }: { readonly run: Run }): ReactElement {
	const { summary } = run;
	const { latency, messages, roundTrips } = summary;
	// Those of the queue are others' and counted there.
	const reasons = ROUND_TRIP_REASONS.filter((reason) => reason !== "queue" && roundTrips.byReason[reason] > 0)
		.map((reason) => `${roundTrips.byReason[reason]} ${ROUND_TRIP_REASON_NAMES[reason]}`)
		.join(", ");
	return (
		<Facts>
			<Fact name="Attempts">{formatCount(summary.attempts)}</Fact>
			{latency && (
				<Fact name="Latency">
					{latency.count === 1
						? formatDuration(latency.median)
						: `${formatDuration(latency.median)} median, ${formatDuration(latency.min)} to ${formatDuration(latency.max)}`}
				</Fact>
			)}
			<Fact name="Round-trips">
				{roundTrips.total}
				{reasons !== "" && `: ${reasons}`}
			</Fact>
			<Fact name="Messages">
				{messages.sent} sent{messages.lost > 0 && `, ${messages.lost} lost`}, {formatSize(messages.bytes)}
			</Fact>
			<Fact name="Duration">{formatDuration(summary.durationNs)}</Fact>
		</Facts>
	);
}
