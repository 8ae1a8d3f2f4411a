import { type Fault, printFault } from "@roundtrip/model";

/** What a run was started with, beside its scenario. */
export interface RunChoices {
	readonly file: string;
	readonly seed: number;
	readonly real: boolean;
	readonly settings: readonly string[];
	readonly faults: readonly Fault[];
}

const PLAIN = /^[\w./:=@%+,-]+$/;

/** For a POSIX shell: as it is where nothing in it is special, else in single quotes. */
export function quoted(word: string): string {
	return PLAIN.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** The command that runs this again. */
export function replayCommand(choices: RunChoices): string {
	const words = ["npx", "roundtrip", "run", choices.file, "--seed", String(choices.seed)];
	if (choices.real) words.push("--real");
	for (const setting of choices.settings) words.push("--set", setting);
	for (const fault of choices.faults) words.push("--fault", printFault(fault));
	return words.map(quoted).join(" ");
}
