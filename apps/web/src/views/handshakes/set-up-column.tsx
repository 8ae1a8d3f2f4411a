import { formatDuration } from "@roundtrip/analysis";
import { memo, type ReactElement } from "react";
import { classes } from "../../design/classes.ts";
import type { Run } from "../../lab/run.ts";
import { useLab } from "../../lab/store.ts";
import { connectionName, keysWords, spokenWords } from "../connections/connection-words.ts";
import { textWidth } from "../fit-text.ts";
import { pick, pointAt } from "../pick.ts";
import { exchangeOf } from "../picked.ts";
import type { Tick } from "../time/ticks.ts";
import styles from "./handshakes.module.css";
import type { Flight, NumberedTrip, SetUp } from "./set-up.ts";
import { answerWords, beforeRequestWords } from "./set-up-words.ts";

interface SetUpColumnProps {
	readonly run: Run;
	readonly setUp: SetUp;
	/** Whether its link has no other. */
	readonly isOne: boolean;
	readonly width: number;
	readonly height: number;
	readonly head: number;
	readonly yOf: (timeNs: number) => number;
	readonly ticks: readonly Tick[];
}

const CLIENT = 64;
const SERVER_FROM_RIGHT = 16;

/** One connection: its lifelines, what goes to and fro, and the numbered round-trips beside. */
export const SetUpColumn = memo((props: SetUpColumnProps): ReactElement => {
	const { run, setUp, isOne, width, height, head, yOf, ticks } = props;
	const { connection, flights, trips, startAt } = setUp;
	const exchange = connection.exchange;
	const isSelected = useLab(({ selection }) => exchangeOf(selection, run.trace) === exchange);
	const isHovered = useLab(({ hover }) => hover !== null && exchangeOf(hover, run.trace) === exchange);
	const server = width - SERVER_FROM_RIGHT;
	const begin = (): void => {
		const { pause, seekToEvent } = useLab.getState();
		pause();
		seekToEvent(connection.openedSeq);
		pick({ kind: "exchange", id: exchange });
	};
	return (
		<li
			className={classes(styles.column, isSelected && styles.selected, isHovered && styles.hovered)}
			style={{ width }}
			onPointerEnter={() => pointAt({ kind: "exchange", id: exchange })}
			onPointerLeave={() => pointAt(null)}
		>
			<button type="button" className={styles.head} style={{ height: head }} aria-pressed={isSelected} onClick={begin}>
				<span className={styles.name}>{connectionName(connection, isOne)}</span>
				<span className={styles.words} title={spokenWords(connection)}>
					{connection.protocol === "http/1.1" && !connection.refused
						? keysWords(connection.keys)
						: spokenWords(connection)}
				</span>
				<span className={styles.words}>{beforeRequestWords(setUp)}</span>
				<span className="visually-hidden">{`${answerWords(setUp)}. ${tripWords(trips, startAt)}`}</span>
			</button>
			<svg width={width} height={height} aria-hidden="true" className={styles.drawing}>
				{ticks.map(({ timeNs }) => (
					<line key={timeNs} className={styles.grid} x1="0" x2={width} y1={yOf(timeNs)} y2={yOf(timeNs)} />
				))}
				<line className={styles.lifeline} x1={CLIENT} x2={CLIENT} y1="8" y2={height - 8} />
				<line className={styles.lifeline} x1={server} x2={server} y1="8" y2={height - 8} />
				{trips.map((trip) => (
					<Trip key={trip.number} trip={trip} y0={yOf(trip.startAt - startAt)} y1={yOf(trip.endAt - startAt)} />
				))}
				{flights.map((flight) => (
					<FlightArrow
						key={`${flight.fromAt} ${flight.reason} ${flight.outward}`}
						flight={flight}
						client={CLIENT}
						server={server}
						y0={yOf(flight.fromAt - startAt)}
						y1={yOf(flight.toAt - startAt)}
					/>
				))}
				<Answer setUp={setUp} yOf={yOf} width={width} height={height} />
			</svg>
			<Now run={run} setUp={setUp} yOf={yOf} head={head} />
		</li>
	);
});

function tripWords(trips: readonly NumberedTrip[], startAt: number): string {
	return trips
		.map(
			({ number, reasons, startAt: from, endAt }) =>
				`${number}: ${reasons.join(" and ")}, ${formatDuration(from - startAt)} to ${formatDuration(endAt - startAt)}`,
		)
		.join("; ");
}

/** A bracket beside the client, with the number of the round-trip and its reason. */
function Trip({
	trip,
	y0,
	y1,
}: {
	readonly trip: NumberedTrip;
	readonly y0: number;
	readonly y1: number;
}): ReactElement {
	const middle = (y0 + y1) / 2;
	const height = y1 - y0;
	return (
		<g>
			<path className={styles.bracket} d={`M${CLIENT - 4} ${y0 + 1}h-6V${y1 - 1}h6`} />
			{height >= 15 && (
				<>
					<circle className={styles.badge} cx={CLIENT - 10} cy={middle} r="8" />
					<text className={styles.number} x={CLIENT - 10} y={middle + 4} textAnchor="middle">
						{trip.number}
					</text>
				</>
			)}
			{height >= 12 &&
				trip.reasons.map((reason, at) => (
					<text
						key={reason}
						className={styles.reason}
						x={CLIENT - 22}
						y={middle + 4 + (at - (trip.reasons.length - 1) / 2) * 13}
						textAnchor="end"
					>
						{reason}
					</text>
				))}
		</g>
	);
}

interface FlightArrowProps {
	readonly flight: Flight;
	readonly client: number;
	readonly server: number;
	readonly y0: number;
	readonly y1: number;
}

const LOOKS: Readonly<Record<Flight["reason"], "open" | "keys" | "message">> = {
	address: "open",
	TCP: "open",
	QUIC: "keys",
	TLS: "keys",
	request: "message",
};

function FlightArrow({ flight, client, server, y0, y1 }: FlightArrowProps): ReactElement {
	const [x0, x1] = flight.outward ? [client, server] : [server, client];
	const look = LOOKS[flight.reason];
	const name = look === "message" ? (flight.outward ? styles.request : styles.response) : styles[look];
	const back = flight.outward ? -1 : 1;
	const words = flight.words.findLast((each) => textWidth(each, 11) <= server - client - 8);
	return (
		<g className={name}>
			<line x1={x0} x2={x1} y1={y0} y2={y1} />
			<path className={styles.tip} d={`M${x1 + back * 7} ${y1 - 5}L${x1} ${y1}L${x1 + back * 7} ${y1 + 3}`} />
			{words !== undefined && y1 - y0 >= 10 && (
				<text className={styles.flight} x={(client + server) / 2} y={(y0 + y1) / 2 - 1} textAnchor="middle">
					{words}
				</text>
			)}
		</g>
	);
}

interface AnswerProps {
	readonly setUp: SetUp;
	readonly yOf: (timeNs: number) => number;
	readonly width: number;
	readonly height: number;
}

/** When the first answer is there. */
function Answer({ setUp, yOf, width, height }: AnswerProps): ReactElement | null {
	const { answeredAt, startAt } = setUp;
	if (answeredAt === undefined) return null;
	const y = yOf(answeredAt - startAt);
	return (
		<g>
			<circle className={styles.answered} cx={CLIENT} cy={y} r="3.5" />
			<text className={styles.answer} x={width - 8} y={Math.min(height - 4, y + 14)} textAnchor="end">
				{formatDuration(answeredAt - startAt)}
			</text>
		</g>
	);
}

/** Where the moment stands in this set-up. */
function Now({ run, setUp, yOf, head }: Pick<SetUpColumnProps, "run" | "setUp" | "yOf" | "head">): ReactElement | null {
	const y = useLab(({ run: shown, cursor }) => {
		const { startAt, endAt } = setUp;
		if (shown !== run || cursor.seq < 0 || cursor.timeNs < startAt || cursor.timeNs > endAt) return undefined;
		return head + yOf(cursor.timeNs - startAt);
	});
	return y === undefined ? null : <div className={styles.now} style={{ transform: `translateY(${y}px)` }} />;
}
