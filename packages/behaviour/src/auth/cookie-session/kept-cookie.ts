import type { EpochSeconds } from "../seconds.ts";
import type { SameSite } from "./cookie.ts";

/** A cookie as a browser keeps it. */
export interface KeptCookie {
	readonly name: string;
	readonly value: string;
	readonly domain: string;
	readonly isHostOnly: boolean;
	readonly path: string;
	readonly untilS: EpochSeconds;
	readonly secure: boolean;
	readonly sameSite: SameSite;
	/** Until when a Lax that nobody asked for isn't strict about forms. */
	readonly unsafeUntilS: EpochSeconds;
	/** The order in which they were first set. */
	readonly order: number;
	usedS: EpochSeconds;
}
