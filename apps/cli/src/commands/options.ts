import { availableParallelism } from "node:os";
import { type Command, InvalidArgumentError, Option } from "commander";
import { EXIT, Stop } from "../exit-codes.ts";

/** Options that every command which runs a scenario takes. */
export interface ScenarioOptions {
	readonly seed?: number;
	readonly set: readonly string[];
	readonly fault: readonly string[];
	readonly json?: true;
}

const collect = (value: string, earlier: readonly string[]): readonly string[] => [...earlier, value];

/** A whole number from 0. */
export function wholeNumber(text: string): number {
	const value = Number(text);
	if (!/^\d{1,16}$/.test(text) || !Number.isSafeInteger(value))
		throw new InvalidArgumentError("It must be a whole number from 0.");
	return value;
}

/** A whole number from 1. */
export function upTo(most: number): (text: string) => number {
	return (text) => {
		const value = wholeNumber(text);
		if (value < 1 || value > most) throw new InvalidArgumentError(`It must be a whole number from 1 to ${most}.`);
		return value;
	};
}

const MOST_THREADS = 64;

/** As many as there are, where nobody says how many are wanted. */
export function cores(): number {
	return Math.min(availableParallelism(), MOST_THREADS);
}

export function threadsOption(unlessTold: string): Option {
	return new Option("--threads <number>", `how many runs at a time (default: ${unlessTold})`).argParser(
		upTo(MOST_THREADS),
	);
}

const REDIS_PROTOCOLS = ["redis:", "rediss:"];

/** The Redis that keeps the queue of those who play runs for others. What it says of a wrong one has nothing of it in it. */
export function queueOption(what: string): Option {
	return new Option("--queue <url>", `${what}: the URL of its Redis, e.g. redis://127.0.0.1:6379`).argParser((text) => {
		if (URL.canParse(text) && REDIS_PROTOCOLS.includes(new URL(text).protocol)) return text;
		throw new Stop(EXIT.usage, "--queue is written like redis://user:password@host:6379/0");
	});
}

export function withScenarioOptions(command: Command): Command {
	return command
		.argument("<scenario>", "a scenario file, the name of one in the gallery, or - for stdin")
		.option("--seed <number>", "where all randomness comes from, instead of the scenario's own", wholeNumber)
		.addOption(
			new Option("--set <path=value>", "change the scenario, e.g. nodes.phone.timeout=2s (repeatable)")
				.argParser(collect)
				.default([], "none"),
		)
		.addOption(
			new Option("--fault <fault>", "add a fault, e.g. 'lose: e1.1<' (repeatable)")
				.argParser(collect)
				.default([], "none"),
		)
		.option("--json", "the result as JSON");
}

/** The URL of a PostgreSQL, by the name of the database whose rows it keeps. */
export type DatabaseUrls = Readonly<Record<string, string>>;

/** The URL of a Redis, by the name of the cache whose replies it keeps. */
export type CacheUrls = Readonly<Record<string, string>>;

/** For databases that are not to be embedded. What it says of a wrong one has nothing of it in it: it may be a password. */
export function databaseOption(): Option {
	return new Option(
		"--database <node=url>",
		"with --real: keep a database's rows in a PostgreSQL, e.g. ledger=postgres://user:password@host/name (repeatable)",
	).argParser(urlByNode("--database is written like ledger=postgres://user:password@host/name"));
}

/** For shared caches that are not to keep their replies in memory. */
export function cacheOption(): Option {
	return new Option(
		"--cache <node=url>",
		"with --real: keep a shared cache's replies in a Redis, e.g. edge=redis://user:password@host:6379/0 (repeatable)",
	).argParser(urlByNode("--cache is written like edge=redis://user:password@host:6379/0"));
}

function urlByNode(
	otherwise: string,
): (text: string, earlier: Readonly<Record<string, string>> | undefined) => Readonly<Record<string, string>> {
	return (text, earlier) => {
		const sign = text.indexOf("=");
		if (sign >= 1) return { ...earlier, [text.slice(0, sign)]: text.slice(sign + 1) };
		throw new Stop(EXIT.usage, otherwise);
	};
}
