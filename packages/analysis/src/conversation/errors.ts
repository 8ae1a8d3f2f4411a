import { relativeError } from "../compare/relative-error.ts";
import { CONVERSATION_FIGURES, type ConversationFigures } from "./figures.ts";

/** Of each figure that both have, how far the simulated one is off, as a share of the real one. */
export type ConversationErrors = Readonly<Partial<Record<keyof ConversationFigures, number>>>;

export function conversationErrors(
	simulated: ConversationFigures,
	real: Readonly<Partial<ConversationFigures>>,
): ConversationErrors {
	return Object.fromEntries(
		CONVERSATION_FIGURES.flatMap(({ key }) => {
			const [a, b] = [simulated[key], real[key]];
			return a === undefined || b === undefined ? [] : [[key, relativeError(a, b)]];
		}),
	);
}
