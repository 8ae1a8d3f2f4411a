import { withoutPassword } from "./password.ts";
import type { DatabasePlace } from "./place.ts";

/** A database that can't be used; the message is the engine's, without any password. */
export class StoreError extends Error {
	/** @param cause what the engine threw */
	constructor(cause: unknown, place: DatabasePlace) {
		const text = textOf(cause);
		super(place.engine === "postgres" ? withoutPassword(text, place.url) : text);
	}
}

/** Of errors that stand for several, such as one for each address that was tried, the first speaks. */
function textOf(error: unknown): string {
	if (error instanceof AggregateError && error.errors.length > 0) return textOf(error.errors[0]);
	return error instanceof Error ? error.message : String(error);
}
