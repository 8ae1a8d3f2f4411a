import type { TokenCheck, TokenDemand } from "./jwt/check.ts";
import type { Claims } from "./jwt/claims.ts";
import type { Jwks } from "./jwt/key.ts";
import type { RandomWords } from "./random-words.ts";
import type { EpochSeconds } from "./seconds.ts";

/** What a world does for a server: what takes time there, or is done by libraries. Each callback is called once. */
export interface AuthHands {
	/** Where ids, names and what renews tokens come from. */
	readonly words: RandomWords;
	/** What the server's clock shows. */
	nowS(): EpochSeconds;
	/** Whether a password is the one of who logs in; undefined where nobody is known by the name. */
	checkPassword(password: string, expected: string | undefined, told: (isRight: boolean) => void): void;
	/** A token by the server's newest key. */
	sign(claims: Claims, told: (token: string) => void): void;
	/** The server's own public keys. */
	publicKeys(): Jwks;
	verify(question: TokenQuestion, told: (check: TokenCheck) => void): void;
}

/** A token that is to be checked. */
export interface TokenQuestion {
	readonly token: string;
	readonly demand: TokenDemand;
	/** Who has issued it, and the public keys of theirs that are known; none where both ends share a secret. */
	readonly issuer: string;
	readonly keys: Jwks;
	readonly nowS: EpochSeconds;
}
