import { CONVERSATION_FIGURES, type ConversationFigure, type ConversationFigures } from "./figures.ts";

/** Which figures stand in a table of conversations, and which don't need to. */
export interface ConversationColumns {
	readonly columns: readonly ConversationFigure[];
	/** The same for all of them. */
	readonly same: readonly { readonly figure: ConversationFigure; readonly value: number }[];
	/** In all of them the same as a figure of a column. */
	readonly doubles: readonly { readonly figure: ConversationFigure; readonly of: ConversationFigure }[];
}

/** Columns that tell conversations apart, each once. */
export function conversationColumns(all: readonly ConversationFigures[]): ConversationColumns {
	const columns: ConversationFigure[] = [];
	const same: { figure: ConversationFigure; value: number }[] = [];
	const doubles: { figure: ConversationFigure; of: ConversationFigure }[] = [];
	for (const figure of CONVERSATION_FIGURES) {
		const values = all.map((figures) => figures[figure.key]);
		const [value] = values;
		const twin = columns.find((each) => each.unit === figure.unit && isDouble(all, figure, each));
		if (values.every((each) => each === undefined)) continue;
		if (value !== undefined && values.every((each) => each === value)) same.push({ figure, value });
		else if (twin !== undefined) doubles.push({ figure, of: twin });
		else columns.push(figure);
	}
	return { columns, same, doubles };
}

function isDouble(all: readonly ConversationFigures[], figure: ConversationFigure, of: ConversationFigure): boolean {
	return all.every((figures) => figures[figure.key] === figures[of.key]);
}
