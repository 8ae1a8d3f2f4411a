import { formatCount, formatDuration, formatSize } from "../format.ts";
import type { ConversationFigure } from "./figures.ts";

const FORMATS: Readonly<Record<ConversationFigure["unit"], (value: number) => string>> = {
	ns: (value) => formatDuration(value, "tabular"),
	B: (value) => formatSize(value),
	count: formatCount,
};

/** A figure with its unit, as it stands in a table. */
export function conversationFigureText(value: number, { unit }: Pick<ConversationFigure, "unit">): string {
	return FORMATS[unit](value);
}
