interface CommandParts {
	/** The scenario's file, as the command is to name it. */
	readonly file: string;
	readonly seed: number;
	readonly faults: readonly string[];
	readonly real: boolean;
}

/** The command that makes this very run again, for a POSIX shell. */
export function commandFor({ file, seed, faults, real }: CommandParts): string {
	return [
		"npx roundtrip run",
		quoted(file),
		...(real ? ["--real"] : []),
		`--seed ${seed}`,
		...faults.map((fault) => `--fault ${quoted(fault)}`),
	].join(" ");
}

function quoted(text: string): string {
	return /^[\w./-]+$/.test(text) ? text : `'${text.replace(/'/g, `'\\''`)}'`;
}
