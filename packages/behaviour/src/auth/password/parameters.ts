import type { Bytes, Nanoseconds } from "@roundtrip/model";

/** What a hash of argon2id costs (RFC 9106). */
export interface Argon2Parameters {
	readonly memoryKib: number;
	readonly passes: number;
	readonly lanes: number;
}

/** The least that OWASP advises (Password Storage Cheat Sheet): 19 MiB, two passes, one lane. */
export const ARGON2_PARAMETERS: Argon2Parameters = { memoryKib: 19_456, passes: 2, lanes: 1 };

/** All that OWASP holds to be as strong: more passes for less memory. */
export const ARGON2_EQUIVALENTS: readonly Argon2Parameters[] = [
	{ memoryKib: 47_104, passes: 1, lanes: 1 },
	ARGON2_PARAMETERS,
	{ memoryKib: 12_288, passes: 3, lanes: 1 },
	{ memoryKib: 9_216, passes: 4, lanes: 1 },
	{ memoryKib: 7_168, passes: 5, lanes: 1 },
];

/** How much memory one hash takes while it runs. */
export function hashMemory({ memoryKib }: Argon2Parameters): Bytes {
	return memoryKib * 1_024;
}

/**
 * How long one hash keeps a core busy: each pass goes over all of the memory once.
 *
 * @param nsPerKib how long a core takes for one block of 1 KiB: about 4 µs where argon2 is JavaScript as here, less where it
 *   is compiled for its processor
 */
export function hashTime({ memoryKib, passes }: Argon2Parameters, nsPerKib: Nanoseconds): Nanoseconds {
	return Math.round(memoryKib * passes * nsPerKib);
}
