import { countOf, type ExchangeReport, formatDuration } from "@roundtrip/analysis";
import { type CSSProperties, type ReactElement, useEffect, useRef } from "react";
import { hatched } from "../../design/hatched.ts";
import { momentText } from "../moment-text.ts";
import type { Run } from "../run.ts";
import { shownUntilNs, useLab } from "../store.ts";
import styles from "./attempt-lines.module.css";

/** So many exchanges can be read one below the other. */
const FEW = 12;

/** The attempts of each exchange of both runs as bars at one line of time. */
export function AttemptLines({ original, beside }: { readonly original: Run; readonly beside: Run }): ReactElement {
	const untilNs = useLab(shownUntilNs);
	const exchanges = [...new Set([...original.exchanges, ...beside.exchanges].map(({ exchange }) => exchange))];
	const shown = exchanges.toSorted((a, b) => a - b).slice(0, FEW);
	const reportIn = (run: Run, exchange: number): ExchangeReport | undefined =>
		run.exchanges.find((each) => each.exchange === exchange);
	return (
		<section aria-label="Attempts at one line of time">
			<h3 className={styles.title}>Attempts and waiting</h3>
			<div className={styles.lines}>
				{shown.map((exchange) => (
					<div key={exchange} className={styles.exchange}>
						{exchanges.length > 1 && <p className={styles.number}>Exchange {exchange}</p>}
						<Line name="as it is" run={original} report={reportIn(original, exchange)} untilNs={untilNs} />
						<Line name="beside" run={beside} report={reportIn(beside, exchange)} untilNs={untilNs} />
					</div>
				))}
				<Cursor untilNs={untilNs} />
			</div>
			<p className={styles.scale}>
				<span>0</span>
				<span>{momentText(untilNs, untilNs)}</span>
			</p>
			{exchanges.length > shown.length && <p>and {countOf(exchanges.length - shown.length, "exchange")} more</p>}
			<Key />
		</section>
	);
}

interface LineProps {
	readonly name: string;
	readonly run: Run;
	readonly report: ExchangeReport | undefined;
	readonly untilNs: number;
}

function Line({ name, run, report, untilNs }: LineProps): ReactElement {
	const span = (fromNs: number, toNs: number): CSSProperties => ({
		left: `${(100 * fromNs) / Math.max(1, untilNs)}%`,
		width: `${(100 * (toNs - fromNs)) / Math.max(1, untilNs)}%`,
	});
	return (
		<div className={styles.row}>
			<p className={styles.name}>{name}</p>
			<div className={styles.line}>
				{report?.attempts.map(({ call, begunAt, endedAt = run.durationNs, waitedNs, result }) => {
					const isAnswered = result.how === "answered" || result.how === "left";
					return (
						<span key={call}>
							<span
								className={styles.wait}
								style={{ ...span(begunAt - waitedNs, begunAt), backgroundImage: hatched("waiting", 45) }}
							/>
							<span className={styles.attempt} data-answered={isAnswered} style={span(begunAt, endedAt)} />
						</span>
					);
				})}
				{report?.commitSeqs.map((seq) => (
					<span
						key={seq}
						className={styles.effect}
						style={{ left: `${(100 * run.trace.at(seq)) / Math.max(1, untilNs)}%` }}
					/>
				))}
			</div>
			<p className="visually-hidden">{lineWords(report)}</p>
		</div>
	);
}

/** The line as text. */
function lineWords(report: ExchangeReport | undefined): string {
	if (report === undefined) return "is not begun";
	const attempts = report.attempts.map(({ attempt, begunAt, endedAt, result }) => {
		const took =
			endedAt === undefined ? "waits to the end" : `${result.how} after ${formatDuration(endedAt - begunAt)}`;
		return `attempt ${attempt} ${took}`;
	});
	return `${attempts.join(", ")}; made lasting ${countOf(report.commitSeqs.length, "time")}`;
}

/** The one moment. Moved without rendering. */
function Cursor({ untilNs }: { readonly untilNs: number }): ReactElement {
	const ref = useRef<HTMLDivElement>(null);
	useEffect(() => {
		const move = (timeNs: number): void => {
			if (ref.current) ref.current.style.left = `${(100 * timeNs) / Math.max(1, untilNs)}%`;
		};
		move(useLab.getState().cursor.timeNs);
		return useLab.subscribe((now, before) => {
			if (now.cursor !== before.cursor) move(now.cursor.timeNs);
		});
	}, [untilNs]);
	return (
		<div className={styles.overlay} aria-hidden="true">
			<div ref={ref} className={styles.cursor} />
		</div>
	);
}

function Key(): ReactElement {
	return (
		<ul className={styles.key} aria-label="Parts of the bars">
			<li>
				<span className={styles.attempt} data-answered="true" /> answered
			</li>
			<li>
				<span className={styles.attempt} data-answered="false" /> no answer
			</li>
			<li>
				<span className={styles.wait} style={{ backgroundImage: hatched("waiting", 45) }} /> waiting before the next try
			</li>
			<li>
				<span className={styles.effect} /> made lasting
			</li>
		</ul>
	);
}
