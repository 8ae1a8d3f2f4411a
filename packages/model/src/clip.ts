/** Foreign text in a message stays short and on one line. */
export function clip(text: string): string {
	const line = text.replace(/\s+/g, " ");
	return line.length > 40 ? `${line.slice(0, 40)}…` : line;
}
