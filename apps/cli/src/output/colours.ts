import pc from "picocolors";

/** Colours on a screen only: what is piped or kept in a file holds no escape codes. `NO_COLOR` switches them off there too. */
export const colours: typeof pc = {
	...pc,
	...pc.createColors(Boolean(process.stdout.isTTY) && process.env.NO_COLOR === undefined),
};
