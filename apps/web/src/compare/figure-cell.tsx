import { type ConversationFigure, conversationFigureText, formatPercent } from "@roundtrip/analysis";
import type { CSSProperties, ReactElement } from "react";
import type { Way } from "./way.ts";
import styles from "./ways-table.module.css";

/** What a bar means, where it means something; others are neutral. */
const MEANINGS: Readonly<Partial<Record<ConversationFigure["key"], string>>> = {
	...{ messagesUp: "request", bytesUp: "request", messagesDown: "response", bytesDown: "response" },
	...{ windowWaits: "waiting", undelivered: "lost" },
};

interface FigureCellProps {
	readonly figure: ConversationFigure;
	readonly way: Way;
	/** The largest value of the column. */
	readonly most: number;
}

/** One figure with its bar; where it was measured too, that is a mark on the bar and a line below. */
export function FigureCell({ figure, way, most }: FigureCellProps): ReactElement {
	const value = way.figures?.[figure.key];
	const real = way.real?.[figure.key];
	const error = way.errors[figure.key];
	return (
		<td className={styles.figure}>
			<span className={value === undefined ? styles.none : undefined}>
				{value === undefined ? "–" : conversationFigureText(value, figure)}
			</span>
			<span className={styles.track} aria-hidden="true">
				{value !== undefined && (
					<span className={styles.bar} data-means={MEANINGS[figure.key]} style={shareOf(value, most)} />
				)}
				{real !== undefined && <span className={styles.mark} style={shareOf(real, most)} />}
			</span>
			{way.real !== undefined && <span className={styles.real}>{realText(real, value, error, figure)}</span>}
		</td>
	);
}

function shareOf(value: number, most: number): CSSProperties {
	return { "--share": most === 0 ? 0 : value / most } as CSSProperties;
}

function realText(
	real: number | undefined,
	value: number | undefined,
	error: number | undefined,
	figure: ConversationFigure,
): ReactElement | string {
	if (real === undefined) return "";
	if (real === value) {
		return (
			<>
				<span aria-hidden="true" className={styles.same}>
					=
				</span>
				<span className="visually-hidden">, the same on real sockets</span>
			</>
		);
	}
	return (
		<>
			<span className="visually-hidden">, on real sockets </span>
			{conversationFigureText(real, figure)}
			{error !== undefined && ` (${formatPercent(error)})`}
		</>
	);
}
