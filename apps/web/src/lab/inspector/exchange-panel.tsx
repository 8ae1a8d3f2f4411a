import { type AttemptReport, type ExchangeReport, formatDuration, outcomeSentence } from "@roundtrip/analysis";
import type { ReactElement } from "react";
import { useLayout } from "../layout.ts";
import { momentText } from "../moment-text.ts";
import type { Run } from "../run.ts";
import { labNow, useLab } from "../store.ts";
import styles from "./exchange-panel.module.css";
import { LatencyFigure } from "./latency-figure.tsx";
import { Fact, Facts, Go, PanelHead, Section } from "./parts.tsx";
import { RoundTripList } from "./round-trip-list.tsx";
import { Why } from "./why.tsx";

/** One exchange: what the client believes and what is true, its attempts, its round-trips, where its time went. */
export function ExchangePanel({
	run,
	exchange,
}: {
	readonly run: Run;
	readonly exchange: ExchangeReport;
}): ReactElement {
	const select = useLab((lab) => lab.select);
	const latency = run.latencies.find((each) => each.exchange === exchange.exchange);
	const roundTrips = run.roundTrips.filter((each) => each.exchange === exchange.exchange);
	const openDialog = useLayout((layout) => layout.openDialog);
	const { outcome } = exchange;
	return (
		<>
			<PanelHead kind={`Exchange ${exchange.exchange}`} title={exchange.request} />
			<Section title="Outcome">
				<p>{capitalised(outcomeSentence(outcome))}.</p>
				<div className={styles.facts}>
					<Facts>
						<Fact name="Client, server">
							<Go onClick={() => select({ kind: "node", id: exchange.client }, run)}>{exchange.client}</Go> →{" "}
							<Go onClick={() => select({ kind: "node", id: exchange.to }, run)}>{exchange.to}</Go>
						</Fact>
						<Fact name="Believes">{BELIEFS[outcome.belief]}</Fact>
						{outcome.wantsEffect && <Fact name="True">{timesText(outcome.applied)}</Fact>}
						<Fact name="Last answer">{exchange.status}</Fact>
					</Facts>
				</div>
				{exchange.attempts.some(({ result }) => result.how === "timed-out") && (
					<Go onClick={() => openDialog("lookalikes")}>Slow or never? What can be behind the silence</Go>
				)}
			</Section>
			{latency && (
				<Section title="Where the time went" note={formatDuration(latency.totalNs)}>
					<LatencyFigure parts={latency.parts} totalNs={latency.totalNs} />
				</Section>
			)}
			<Why run={run} exchange={exchange.exchange} />
			<Section title="Attempts" note={exchange.attempts.length}>
				<ol className={styles.attempts}>
					{exchange.attempts.map((attempt) => (
						<Attempt key={attempt.attempt} run={run} attempt={attempt} />
					))}
				</ol>
			</Section>
			<Section title="Round-trips" note={roundTripNote(exchange)}>
				<RoundTripList run={run} roundTrips={roundTrips} />
			</Section>
		</>
	);
}

const BELIEFS = {
	ok: "it worked",
	failed: "it failed",
	unknown: "it may have happened, or not",
	waiting: "nothing yet: it was still waiting",
} as const;

function timesText(applied: number): string {
	if (applied === 0) return "it never happened";
	return applied === 1 ? "it happened once" : `it happened ${applied} times`;
}

function roundTripNote({ roundTrips, roundTripsBehind }: ExchangeReport): string {
	return roundTripsBehind === 0 ? `${roundTrips}` : `${roundTrips}, and ${roundTripsBehind} behind the server`;
}

function Attempt({ run, attempt }: { readonly run: Run; readonly attempt: AttemptReport }): ReactElement {
	const { seekToEvent, pause } = labNow();
	const { begunSeq, begunAt, endedSeq, endedAt, waitedNs, result } = attempt;
	const go = (seq: number): void => {
		pause();
		seekToEvent(seq, run);
	};
	return (
		<li className={styles.attempt}>
			<span className={styles.number}>{attempt.attempt}</span>
			<span>
				<Go onClick={() => go(begunSeq)}>{momentText(begunAt, run.durationNs)}</Go>
				{endedSeq !== undefined && endedAt !== undefined && (
					<>
						{" to "}
						<Go onClick={() => go(endedSeq)}>{momentText(endedAt, run.durationNs)}</Go>
					</>
				)}
				<span className={styles.result}>
					{resultText(result)}
					{waitedNs > 0 && `, begun after a wait of ${formatDuration(waitedNs)}`}
				</span>
			</span>
		</li>
	);
}

function resultText(result: AttemptReport["result"]): string {
	return result.how === "answered" ? `answered ${result.status}` : RESULTS[result.how];
}

const RESULTS: Readonly<Record<Exclude<AttemptReport["result"]["how"], "answered">, string>> = {
	refused: "refused: it did not happen",
	"not-sent": "gave up before it was sent: it did not happen",
	reset: "the connection was reset: it may have happened",
	"timed-out": "no answer in time: it may have happened",
	left: "had enough of the stream and left it",
	waiting: "still waiting when the run ended",
};

function capitalised(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
