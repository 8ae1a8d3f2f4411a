/** Text in lines of at most so many characters, broken between words; lines after the first begin with the indent. */
export function wrapped(text: string, columns: number, indent: string = ""): string {
	const words = text.trimStart().split(" ");
	const lines: string[] = [];
	let line = `${text.slice(0, text.length - text.trimStart().length)}${words.shift() ?? ""}`;
	for (const word of words) {
		if (`${line} ${word}`.length <= columns) {
			line += ` ${word}`;
			continue;
		}
		lines.push(line);
		line = `${indent}${word}`;
	}
	return [...lines, line].join("\n");
}
