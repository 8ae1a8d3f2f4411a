/**
 * The text of a scenario with faults added to it, each on a line of its own; comments and all else stay as they are.
 * @param faults each as it would stand in a scenario file, such as `lose: e1.1<`
 * @returns undefined where the list of its faults is written in a way that lines can't be added to
 */
export function textWithFaults(text: string, faults: readonly string[]): string | undefined {
	if (faults.length === 0) return text;
	const lines = text.split("\n");
	const at = lines.findIndex((line) => line.startsWith("faults:"));
	if (at < 0) return `${text.replace(/\n*$/, "\n")}faults:\n${faults.map((fault) => `  - ${fault}\n`).join("")}`;
	const head = lines[at] ?? "";
	const inline = /^faults:\s*\[(.*)\]\s*$/.exec(head);
	if (inline) {
		const before = (inline[1] ?? "").trim();
		const added = faults.map((fault) => (fault.startsWith("{") ? fault : `{ ${fault} }`));
		return lines.with(at, `faults: [${[...(before === "" ? [] : [before]), ...added].join(", ")}]`).join("\n");
	}
	if (!/^faults:\s*(#.*)?$/.test(head)) return undefined;
	let end = at;
	for (let line = at + 1; line < lines.length && /^(\s|-|#|$)/.test(lines[line] ?? ""); line++) {
		if (/^\s*-|^\s+\S/.test(lines[line] ?? "")) end = line;
	}
	const indent = /^(\s*)-/.exec(lines[at + 1] ?? "")?.[1] ?? "  ";
	return lines.toSpliced(end + 1, 0, ...faults.map((fault) => `${indent}- ${fault}`)).join("\n");
}
