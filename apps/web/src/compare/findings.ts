import {
	CONVERSATION_FIGURES,
	type ConversationColumns,
	type ConversationFigure,
	conversationFigureText,
} from "@roundtrip/analysis";
import type { Way } from "./way.ts";

/** By these a workload is judged; the first that it has counts. */
const JUDGED = ["deliveryMedianNs", "allContentNs", "latencyMedianNs"] as const;

/** What the table shows, in sentences: the quickest and the slowest, the lightest and the heaviest. */
export function findings(ways: readonly Way[]): readonly string[] {
	const time = JUDGED.find((key) => ways.some(({ figures }) => figures?.[key] !== undefined));
	return [time, "bytesDown" as const, "bytesUp" as const].flatMap((key) => {
		const figure = CONVERSATION_FIGURES.find((each) => each.key === key);
		return figure === undefined ? [] : (extremes(ways, figure) ?? []);
	});
}

function extremes(ways: readonly Way[], figure: ConversationFigure): string | undefined {
	const having = ways.flatMap((way) => {
		const value = way.figures?.[figure.key];
		return value === undefined ? [] : [{ way, value }];
	});
	const ordered = having.toSorted((a, b) => a.value - b.value);
	const [least, most] = [ordered[0], ordered.at(-1)];
	if (least === undefined || most === undefined || least.value === most.value) return undefined;
	const told = ({ way, value }: typeof least): string =>
		`${conversationFigureText(value, figure)} with ${way.variant.name} (${way.variant.over.toUpperCase()})`;
	return `${capital(figure.name)}: from ${told(least)} to ${told(most)}.`;
}

/** What needs no column. */
export function alike({ same, doubles }: ConversationColumns): readonly string[] {
	return [
		...same.map(({ figure, value }) => `${figure.name} ${conversationFigureText(value, figure)}`),
		...doubles.map(({ figure, of }) => `${figure.name} as ${of.name}`),
	];
}

export function capital(text: string): string {
	return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
