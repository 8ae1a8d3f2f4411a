/** One row of a hex dump. */
export interface HexRow {
	readonly offset: number;
	/** Pairs of hex digits. */
	readonly hex: readonly string[];
	/** The same bytes as text; a dot where a byte has no picture. */
	readonly text: string;
}

/** Splits text of one character a byte into rows of `width` bytes. */
export function hexDump(bytes: string, width: number): readonly HexRow[] {
	const rows: HexRow[] = [];
	for (let offset = 0; offset < bytes.length; offset += width) {
		const slice = bytes.slice(offset, offset + width);
		rows.push({
			offset,
			hex: Array.from(slice, (character) => (character.charCodeAt(0) & 0xff).toString(16).padStart(2, "0")),
			text: slice.replace(/[^\x20-\x7e]/g, "·"),
		});
	}
	return rows;
}
