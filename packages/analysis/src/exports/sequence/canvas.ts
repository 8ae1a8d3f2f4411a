/** One line of text that is drawn into, column by column. */
export class Line {
	readonly #columns: string[];

	constructor(width: number) {
		this.#columns = Array.from({ length: width }, () => " ");
	}

	/** Text from a column on; what lies outside is cut. */
	put(column: number, text: string): void {
		let at = column;
		for (const character of text) {
			if (at >= 0 && at < this.#columns.length) this.#columns[at] = character;
			at += 1;
		}
	}

	/** The same character in all columns from one to another, both included. */
	fill(from: number, to: number, character: string): void {
		for (let column = from; column <= to; column += 1) this.put(column, character);
	}

	/** Without spaces at the end. */
	toString(): string {
		return this.#columns.join("").trimEnd();
	}
}

/** Text that is too long ends in a mark of it; nothing is left where there is no room. */
export function clip(text: string, width: number): string {
	if (text.length <= width) return text;
	return width < 2 ? "" : `${text.slice(0, width - 1).trimEnd()}…`;
}

/** The first text that fits, else the last one clipped. */
export function fitting(texts: readonly string[], width: number): string {
	return texts.find((text) => text.length <= width) ?? clip(texts.at(-1) ?? "", width);
}
