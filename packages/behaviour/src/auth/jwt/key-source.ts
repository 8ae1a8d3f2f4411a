import type { EpochSeconds, Seconds } from "../seconds.ts";
import { checkToken, type TokenCheck, type TokenDemand } from "./check.ts";
import type { Jwks } from "./key.ts";
import type { VerifySignature } from "./signature.ts";

/** How often the issuer's keys are fetched. */
export interface KeySourceLimits {
	/** Keys that are older are fetched again before they are used. */
	readonly keptS: Seconds;
	/** Between one fetch and the next for a key that is unknown: whoever sends invented names must not make us ask each time. */
	readonly betweenS: Seconds;
}

/** As jose has them where nothing else is said. */
const KEY_SOURCE_LIMITS: KeySourceLimits = { keptS: 600, betweenS: 30 };

/** The keys of an issuer as a server knows them. It decides when they are to be fetched; whoever asks does it. */
export interface KeySource {
	/** What is known; empty before the first fetch. */
	keys(): Jwks;
	/** Whether the keys must be fetched before a token can be checked: there are none yet, or they are too old. */
	isStale(nowS: EpochSeconds): boolean;
	/** Whether it is worth a fetch that a token's key is unknown: the issuer may have a new one since. */
	mayRefetch(nowS: EpochSeconds): boolean;
	/** A fetch begins, whatever becomes of it. */
	asked(nowS: EpochSeconds): void;
	/** What came of it; a fetch that fails changes nothing. */
	fetched(keys: Jwks, nowS: EpochSeconds): void;
}

/** A source that knows no keys yet. */
export function createKeySource(limits: KeySourceLimits = KEY_SOURCE_LIMITS): KeySource {
	let known: Jwks = { keys: [] };
	let askedS = Number.NEGATIVE_INFINITY;
	let fetchedS = Number.NEGATIVE_INFINITY;
	return {
		keys: () => known,
		isStale: (nowS) => nowS - fetchedS >= limits.keptS,
		mayRefetch: (nowS) => nowS - askedS >= limits.betweenS,
		asked(nowS) {
			askedS = nowS;
		},
		fetched(keys, nowS) {
			known = keys;
			fetchedS = nowS;
		},
	};
}

/**
 * Checks a token by the keys that are known; undefined where they must be fetched first: there are none, they are old, or
 * the issuer may have the one that is missing. Whoever asks calls `asked` before the fetch and checks again after it.
 */
export function checkOrFetch(
	text: string,
	demand: TokenDemand,
	source: KeySource,
	nowS: EpochSeconds,
	verify?: VerifySignature,
): TokenCheck | undefined {
	if (source.isStale(nowS)) return undefined;
	const checked = checkToken(text, demand, source.keys(), nowS, verify);
	return !checked.ok && checked.why === "unknown-key" && source.mayRefetch(nowS) ? undefined : checked;
}
