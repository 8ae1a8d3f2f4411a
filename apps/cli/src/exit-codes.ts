/** What the program's end says; scripts rely on it. */
export const EXIT = {
	/** All expectations pass. */
	pass: 0,
	/** An expectation fails, or two runs differ in shape. */
	fail: 1,
	/** The input is wrong; nothing was run. */
	usage: 2,
	/** It could not be decided. */
	unknown: 3,
	/** Our own fault, or the machine's. */
	software: 70,
	/** Interrupted by the user, as shells report it. */
	interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A reason to stop, told in one sentence on stderr. */
export class Stop extends Error {
	readonly code: ExitCode;

	constructor(code: ExitCode, message: string) {
		super(message);
		this.code = code;
	}
}
