/** What a card of the gallery shows of a scenario. */
export interface Card {
	readonly title: string;
	readonly about: string;
	/** The way of data that it plays, where it says one. */
	readonly pattern?: { readonly name: string; readonly what: string };
}

/**
 * Title and text of a scenario of the gallery, without reading all of it: the reader of the whole grammar is not part
 * of the first load. The gallery's files write `title: …` on a line and `about: |` as a block; a test holds them to it.
 * One that plays a way of data says so in a comment: `# pattern: Name: One sentence.`
 */
export function cardOf(text: string): Card {
	const title = /^title: (.*)$/m.exec(text)?.[1] ?? "";
	const about = /^about: \|\n((?: {2}.*\n)+)/m.exec(text)?.[1] ?? "";
	const [, name, what] = /^# pattern: ([^:\n]+): (.+)$/m.exec(text) ?? [];
	return {
		title: title.replace(/^(['"])(.*)\1$/, "$2"),
		about: about.replace(/\s+/g, " ").trim(),
		...(name === undefined || what === undefined ? {} : { pattern: { name, what } }),
	};
}
