import type { EpochSeconds, Seconds } from "../seconds.ts";

/** With which requests of other sites a cookie goes along: all, those that navigate there, or none. */
export type SameSite = "None" | "Lax" | "Strict";

/** A cookie as a server sets it (RFC 6265bis, section 4.1). */
export interface Cookie {
	readonly name: string;
	readonly value: string;
	/** The host and all below it; without it the host alone. */
	readonly domain?: string;
	readonly path?: string;
	readonly maxAgeS?: Seconds;
	readonly expiresS?: EpochSeconds;
	readonly secure?: boolean;
	/** Hidden from scripts of the page. */
	readonly httpOnly?: boolean;
	/** Browsers take Lax where nothing is said. */
	readonly sameSite?: SameSite;
}

/** Name and value together, and each attribute's value (RFC 6265bis, section 5.6). */
export const PAIR_BYTES_AT_MOST = 4_096;
export const ATTRIBUTE_BYTES_AT_MOST = 1_024;
