import { countOf, type ExchangeReport, formatDuration, outcomeSentence } from "@roundtrip/analysis";
import type { Run } from "../run.ts";

/** A run without the added faults beside one with them, in words. */
export interface Change {
	readonly before: string;
	readonly after: string;
}

/** What an exchange came to; equal texts mean that nothing changed for its client. */
function resultOf({ outcome, latencyNs, attempts }: ExchangeReport): string {
	const figures = [
		countOf(attempts.length, "attempt"),
		...(latencyNs === undefined ? [] : [formatDuration(latencyNs)]),
	];
	return `${outcomeSentence(outcome)} (${figures.join(", ")})`;
}

/** Says what is different; of many exchanges the first that is, and how many there are. */
export function changeBetween(before: Run, after: Run): Change {
	const changed = after.exchanges.filter((exchange, index) => {
		const was = before.exchanges[index];
		return was === undefined || resultOf(was) !== resultOf(exchange);
	});
	const [first] = changed;
	if (first === undefined) {
		const count = after.exchanges.length;
		const same = count === 1 ? resultOfFirst(after) : `all ${countOf(count, "exchange")} end as before`;
		return { before: "No client notices it", after: same };
	}
	const was = before.exchanges.find(({ exchange }) => exchange === first.exchange);
	const name = after.exchanges.length === 1 ? "" : `Exchange ${first.exchange}: `;
	const others = changed.length === 1 ? "" : `, and ${countOf(changed.length - 1, "exchange")} more changed`;
	return {
		before: capitalised(`${name}${was === undefined ? "not begun" : resultOf(was)}`),
		after: `${resultOf(first)}${others}`,
	};
}

function resultOfFirst(run: Run): string {
	const [first] = run.exchanges;
	return first === undefined ? "" : resultOf(first);
}

function capitalised(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
