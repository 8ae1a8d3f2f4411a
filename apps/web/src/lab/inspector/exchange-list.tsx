import { type ExchangeReport, formatDuration } from "@roundtrip/analysis";
import { type ReactElement, useState } from "react";
import type { Run } from "../run.ts";
import { useLab } from "../store.ts";
import styles from "./exchange-list.module.css";
import { Go } from "./parts.tsx";

const FEW = 6;
const MANY = 200;

/** What the clients wanted, one a line; each leads to its exchange. */
export function ExchangeList({ run }: { readonly run: Run }): ReactElement {
	const [all, setAll] = useState(false);
	const shown = run.exchanges.slice(0, all ? MANY : FEW);
	const rest = run.exchanges.length - shown.length;
	return (
		<>
			<ul className={styles.exchanges}>
				{shown.map((exchange) => (
					<li key={exchange.exchange}>
						<Exchange exchange={exchange} />
					</li>
				))}
			</ul>
			{rest > 0 && (all ? <p>and {rest} more</p> : <Go onClick={() => setAll(true)}>{rest} more</Go>)}
		</>
	);
}

function Exchange({ exchange }: { readonly exchange: ExchangeReport }): ReactElement {
	const select = useLab((lab) => lab.select);
	const { belief } = exchange.outcome;
	return (
		<button
			type="button"
			className={styles.exchange}
			onClick={() => select({ kind: "exchange", id: exchange.exchange })}
		>
			<span className={styles.number}>{exchange.exchange}</span>
			<span className={styles.request}>{exchange.request}</span>
			<span className={styles.belief} data-belief={belief}>
				{[exchange.status, belief === "ok" && exchange.status !== undefined ? undefined : belief].join(" ").trim()}
			</span>
			<span className={styles.latency}>
				{exchange.latencyNs === undefined ? "–" : formatDuration(exchange.latencyNs, "tabular")}
			</span>
		</button>
	);
}
