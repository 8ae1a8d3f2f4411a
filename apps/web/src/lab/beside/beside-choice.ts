/** What stands beside a run. */
export type BesideChoice =
	/** The same scenario with `path=value` settings. */
	| { readonly is: "settings"; readonly settings: readonly string[] }
	/** Another one of the gallery. */
	| { readonly is: "scenario"; readonly id: string }
	/** An own one, packed as in an address. */
	| { readonly is: "text"; readonly packed: string };

const TEXT = "s:";

/** Reads what an address holds: a setting has a `=`, which no name of a scenario and no packed text has. */
export function besideChoice(words: readonly string[]): BesideChoice {
	const [first = ""] = words;
	if (first.includes("=")) return { is: "settings", settings: words };
	return first.startsWith(TEXT) ? { is: "text", packed: first.slice(TEXT.length) } : { is: "scenario", id: first };
}

/** As an address holds it; `besideChoice` reads it back. */
export function besideWords(choice: BesideChoice): readonly string[] {
	if (choice.is === "settings") return choice.settings;
	return [choice.is === "scenario" ? choice.id : `${TEXT}${choice.packed}`];
}
