import { type Content, type Data, dataOf, filling } from "@roundtrip/behaviour";
import type { DataRef, Types } from "@roundtrip/model";

/** Records, or a text; undefined where nothing is said. */
export type Value = Data | string | undefined;

/** What a content says, as values of a language; @param from where its records count from */
export type ValueOf = (content: Content, from?: number) => Value;

/** The same records again and again are made once. */
export function createValues(types: Types): ValueOf {
	const known = new WeakMap<DataRef, Data>();
	return ({ body, data }, from = 1) => {
		if (data === undefined) return body.size === 0 ? undefined : textOf(body);
		const made = from === 1 ? known.get(data) : undefined;
		if (made !== undefined) return made;
		const fresh = dataOf(types, data, from);
		if (from === 1) known.set(data, fresh);
		return fresh;
	};
}

function textOf({ size, text, octets }: Content["body"]): string {
	return text ?? octets ?? filling(size);
}
