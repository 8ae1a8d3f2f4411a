import { isatty } from "node:tty";
import pc from "picocolors";

const STDOUT = 1;

/** Colours on a screen only: what is piped or kept in a file holds no escape codes. `NO_COLOR` switches them off there too. */
export const colours: typeof pc = {
	...pc,
	...pc.createColors(isatty(STDOUT) && process.env.NO_COLOR === undefined),
};
