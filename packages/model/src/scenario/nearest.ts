import { closest, distance } from "fastest-levenshtein";

/** The known word that was probably meant, if one is near enough. */
export function nearest(word: string, known: readonly string[]): string | undefined {
	if (known.length === 0 || word.length > 64) return undefined;
	const candidate = closest(
		word.toLowerCase(),
		known.map((each) => each.toLowerCase()),
	);
	const original = known.find((each) => each.toLowerCase() === candidate);
	const bound = word.length < 4 ? 1 : Math.max(2, Math.floor(word.length / 3));
	const isNear = distance(word.toLowerCase(), candidate) <= bound || lettersOf(word) === lettersOf(candidate);
	return isNear ? original : undefined;
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
