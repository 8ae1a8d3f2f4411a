import { CONVERSATION_FIGURES, type ConversationFigure, type ConversationFigures } from "@roundtrip/analysis";
import type { PlayedWorkload } from "../protocol-runs.ts";

/** Which figures of a workload stand in its table, and which don't need to. */
export interface ProtocolColumns {
	readonly columns: readonly ConversationFigure[];
	/** The same for all ways of doing it. */
	readonly same: readonly { readonly figure: ConversationFigure; readonly value: number }[];
	/** In all ways the same as a figure of a column. */
	readonly doubles: readonly { readonly figure: ConversationFigure; readonly of: ConversationFigure }[];
}

/** Columns that tell the ways apart, each once. */
export function protocolColumns({ variants }: PlayedWorkload): ProtocolColumns {
	const all = variants.flatMap(({ simulated, real }) =>
		[simulated, real].flatMap((each) => (each?.ok ? each.figures : [])),
	);
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
