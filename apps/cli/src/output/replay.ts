import { type Fault, printFault } from "@roundtrip/model";

/** What a run was started with, beside its scenario. */
export interface RunChoices {
	readonly file: string;
	readonly seed: number;
	readonly real: boolean;
	readonly settings: readonly string[];
	readonly faults: readonly Fault[];
	/** URLs of databases, by their names. */
	readonly databases?: Readonly<Record<string, string>>;
	/** URLs of stores of caches, by their names. */
	readonly caches?: Readonly<Record<string, string>>;
}

const PLAIN = /^[\w./:=@%+,-]+$/;

/** For a POSIX shell: as it is where nothing in it is special, else in single quotes. */
export function quoted(word: string): string {
	return PLAIN.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** A URL without the password in it: whoever runs it again puts it back. */
export function withoutPassword(url: string): string {
	if (!URL.canParse(url)) return "URL";
	const shown = new URL(url);
	if (shown.password !== "") shown.password = "PASSWORD";
	shown.hash = "";
	// The client of PostgreSQL takes it there as well.
	for (const name of shown.searchParams.keys()) if (/pass/i.test(name)) shown.searchParams.set(name, "PASSWORD");
	return shown.href;
}

/** The command that runs this again. */
export function replayCommand(choices: RunChoices): string {
	const words = ["npx", "roundtrip", "run", choices.file, "--seed", String(choices.seed)];
	if (choices.real) words.push("--real");
	for (const setting of choices.settings) words.push("--set", setting);
	for (const [name, url] of Object.entries(choices.databases ?? {})) {
		words.push("--database", `${name}=${withoutPassword(url)}`);
	}
	for (const [name, url] of Object.entries(choices.caches ?? {})) {
		words.push("--cache", `${name}=${withoutPassword(url)}`);
	}
	for (const fault of choices.faults) words.push("--fault", printFault(fault));
	return words.map(quoted).join(" ");
}

/** What an exploration was asked for, beside its scenario. */
export interface ExploreChoices {
	readonly file: string;
	readonly seed: number;
	readonly settings: readonly string[];
	/** Faults that are in every run. */
	readonly added: readonly Fault[];
	/** Its own options, as words of the command line. */
	readonly options: readonly string[];
}

/** The command that explores this again, or a changed scenario. */
export function exploreCommandLine(choices: ExploreChoices, changes: readonly string[] = []): string {
	const words = ["npx", "roundtrip", "explore", choices.file, "--seed", String(choices.seed), ...choices.options];
	for (const setting of [...choices.settings, ...changes]) words.push("--set", setting);
	for (const fault of choices.added) words.push("--fault", printFault(fault));
	return words.map(quoted).join(" ");
}

/** The command that starts a worker for a queue. */
export function workerCommandLine(queue: string): string {
	return ["npx", "roundtrip", "worker", "--queue", withoutPassword(queue)].map(quoted).join(" ");
}
