interface CommandParts {
	/** The scenario's file, as the command is to name it. */
	readonly file: string;
	readonly seed: number;
	/** `path=value`, each changing the scenario. */
	readonly settings?: readonly string[];
	readonly faults: readonly string[];
	readonly real: boolean;
}

/** The command that makes this very run again, for a POSIX shell. */
export function commandFor({ file, seed, settings = [], faults, real }: CommandParts): string {
	return [
		"npx roundtrip run",
		quoted(file),
		...(real ? ["--real"] : []),
		`--seed ${seed}`,
		...settings.map((setting) => `--set ${quoted(setting)}`),
		...faults.map((fault) => `--fault ${quoted(fault)}`),
	].join(" ");
}

function quoted(text: string): string {
	return /^[\w./-]+$/.test(text) ? text : `'${text.replace(/'/g, `'\\''`)}'`;
}
