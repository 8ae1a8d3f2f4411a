import type { EpochSeconds, Seconds } from "./seconds.ts";

/** What a client does before a request that needs a credential. */
export type HolderStep =
	| { readonly kind: "send"; readonly credential: string }
	/** Ask for a new one with the one that renews. */
	| { readonly kind: "renew"; readonly renewal: string }
	| { readonly kind: "login" }
	/** Somebody else of this client is asking already. */
	| { readonly kind: "wait" };

/** What a client was given. */
export interface Given {
	readonly credential: string;
	/** When it ends, as far as the client knows. */
	readonly untilS?: EpochSeconds;
	/** What the next one can be asked for with. */
	readonly renewal?: string;
}

/** A client's credential, and when it gets another. */
export interface CredentialHolder {
	/** Asked before each request; whoever is told to renew or to log in does it, and tells what came of it. */
	step(nowS: EpochSeconds): HolderStep;
	given(given: Given): void;
	/** Login or renewal failed; after a renewal, a login is next. */
	failed(): void;
	/** A server answered 401 to this credential. Only the one that is held counts: a late answer to an old one doesn't. */
	refused(credential: string): void;
}

/**
 * @param earlyS how long before its end a credential is renewed. With 0 or a clock that is slow, the server's 401 is what
 *   tells that it is over: one round-trip more
 */
export function createCredentialHolder(earlyS: Seconds): CredentialHolder {
	let held: Given | undefined;
	let renewal: string | undefined;
	let asking: "renewal" | "login" | undefined;
	const ask = (): HolderStep => {
		if (renewal === undefined) {
			asking = "login";
			return { kind: "login" };
		}
		asking = "renewal";
		return { kind: "renew", renewal };
	};
	return {
		step(nowS) {
			if (asking !== undefined) return { kind: "wait" };
			const isOver = held?.untilS !== undefined && nowS >= held.untilS - earlyS;
			return held === undefined || isOver ? ask() : { kind: "send", credential: held.credential };
		},
		given(given) {
			held = given;
			renewal = given.renewal;
			asking = undefined;
		},
		failed() {
			if (asking === "renewal") renewal = undefined;
			held = undefined;
			asking = undefined;
		},
		refused(credential) {
			if (held?.credential === credential) held = undefined;
		},
	};
}
