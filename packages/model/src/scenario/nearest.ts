import { closest, distance } from "fastest-levenshtein";

/** The known word that was probably meant, if one is near enough. */
export function nearest(word: string, known: readonly string[]): string | undefined {
	if (known.length === 0 || word === "" || word.length > 64) return undefined;
	const meant = word.toLowerCase();
	const jumbled = known.find((each) => lettersOf(each) === lettersOf(meant));
	if (jumbled !== undefined) return jumbled;
	const lowercase = known.map((each) => each.toLowerCase());
	const candidate = closest(meant, lowercase);
	const bound = meant.length < 4 ? 1 : Math.max(2, Math.floor(meant.length / 3));
	return distance(meant, candidate) <= bound ? known[lowercase.indexOf(candidate)] : undefined;
}

/** Letters in the wrong order are a typical slip, and a large part of a short word. */
function lettersOf(word: string): string {
	return Array.from(word.toLowerCase()).sort().join("");
}

/** `; did you mean 'timeout'?`, or the few words there are, or nothing. */
export function nearestHint(word: string, known: readonly string[]): string {
	const candidate = nearest(word, known);
	if (candidate !== undefined) return `; did you mean '${candidate}'?`;
	return known.length > 0 && known.length <= 16 ? `; there is ${known.join(", ")}` : "";
}
