import type { EpochSeconds, Seconds } from "../seconds.ts";
import type { Claims } from "./claims.ts";

/** What a guard says of a token: it comes for the first time, or again, or can't be told apart from one that does. */
export type Use = "first" | "replayed" | "unnamed" | "full";

/** Lets a token pass once. */
export interface ReplayGuard {
	/** Asked once for each token that is otherwise good. */
	use(claims: Claims, nowS: EpochSeconds): Use;
	/** How many names it remembers. */
	size(nowS: EpochSeconds): number;
}

/**
 * Remembers the name (`jti`) of each token until it has expired, and nothing of it later. Each node has its own memory:
 * two nodes that don't share one each let a token pass once.
 *
 * @param toleranceS as much longer as the check of expiry tolerates
 * @param atMost names; beyond, nothing passes before one has expired
 */
export function createReplayGuard(toleranceS: Seconds = 0, atMost = 100_000): ReplayGuard {
	const untilS = new Map<string, EpochSeconds>();
	const forget = (nowS: EpochSeconds): void => {
		for (const [name, until] of untilS) if (until <= nowS - toleranceS) untilS.delete(name);
	};
	return {
		use({ jti, iss = "", exp }, nowS) {
			if (jti === undefined || exp === undefined) return "unnamed";
			const name = JSON.stringify([iss, jti]);
			if (untilS.has(name)) return "replayed";
			if (untilS.size >= atMost) forget(nowS);
			if (untilS.size >= atMost) return "full";
			untilS.set(name, exp);
			return "first";
		},
		size(nowS) {
			forget(nowS);
			return untilS.size;
		},
	};
}
