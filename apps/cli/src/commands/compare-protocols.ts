import {
	type ComparedLink,
	type ComparedVariant,
	type ComparedWorkload,
	comparedWorkloads,
} from "@roundtrip/behaviour";
import { duration, nearest, parseQuantity, rate } from "@roundtrip/model";
import { Command, InvalidArgumentError, Option } from "commander";
import { EXIT, type ExitCode, Stop } from "../exit-codes.ts";
import { colours } from "../output/colours.ts";
import { protocolJson } from "../output/protocol-json.ts";
import { protocolReport } from "../output/protocol-report.ts";
import { type PlayedWorkload, PlayingStopped, playWorkload, simulateWorkload } from "../protocol-runs.ts";
import type { Terminal } from "../terminal.ts";
import { stopFor } from "../worlds.ts";
import { wholeNumber } from "./options.ts";

interface CompareProtocolsOptions {
	readonly rtt: string;
	readonly rate: string;
	readonly tls: string;
	readonly open?: true;
	readonly only?: string;
	readonly seed?: number;
	readonly real?: true;
	readonly runs: number;
	readonly json?: true;
}

/** What is said of a link where it has none. */
const NONE = "none";

export function compareProtocolsCommand(terminal: Terminal): Command {
	const names = comparedWorkloads.map(({ name }) => name);
	return new Command("compare-protocols")
		.description("Do the same work in every protocol that can do it, and show what each needs for it.")
		.argument("[workload]", `one of ${names.join(", ")}; all of them without it`)
		.option("--rtt <duration>", "to the server and back", quantityOf(duration), "50ms")
		.option("--rate <rate>", `how fast data flows, or ${NONE}`, quantityOf(rate, NONE), "10Mbit/s")
		.addOption(new Option("--tls <version>", "keys of connections").choices(["1.3", "1.2", NONE]).default("1.3"))
		.option("--open", "each client has asked its server before, and the connection is still there")
		.option("--only <word>", "only ways whose name has this word in it, like WebSocket")
		.option("--seed <number>", "where all randomness comes from", wholeNumber)
		.option("--real", "on real sockets too, with the error of each figure")
		.option("--runs <number>", "real runs of each; the median of each figure is shown", wholeNumber, 1)
		.option("--json", "the result as JSON")
		.action(async (named: string | undefined, options: CompareProtocolsOptions) => {
			terminal.exit(await compareProtocols(terminal, waysNamed(workloadsNamed(named), options.only), options));
		});
}

/** Checks a quantity, and leaves it as it is written. */
function quantityOf(quantity: typeof duration, none?: string): (text: string) => string {
	return (text) => {
		if (text === none) return text;
		const read = parseQuantity(text, quantity);
		if (!read.ok) throw new InvalidArgumentError(`${read.problem}.`);
		return text;
	};
}

function workloadsNamed(named: string | undefined): readonly ComparedWorkload[] {
	if (named === undefined) return comparedWorkloads;
	const found = comparedWorkloads.filter(({ name }) => name === named);
	if (found.length > 0) return found;
	const names = comparedWorkloads.map(({ name }) => name);
	const near = nearest(named, names);
	const hint = near === undefined ? `there are ${names.join(", ")}` : `did you mean '${near}'?`;
	throw new Stop(EXIT.usage, `no workload '${named}'; ${hint}`);
}

/** The workloads with only those of their ways that are meant. */
function waysNamed(workloads: readonly ComparedWorkload[], word: string | undefined): readonly ComparedWorkload[] {
	if (word === undefined) return workloads;
	const isMeant = ({ name }: ComparedVariant): boolean => name.toLowerCase().includes(word.toLowerCase());
	const found = workloads
		.map((workload) => ({ ...workload, variants: workload.variants.filter(isMeant) }))
		.filter(({ variants }) => variants.length > 0);
	if (found.length > 0) return found;
	const names = new Set(workloads.flatMap(({ variants }) => variants.map(({ name }) => name)));
	throw new Stop(EXIT.usage, `no way has '${word}' in its name; there are ${[...names].join("; ")}`);
}

function linkOf({ rtt, rate: said, tls, open }: CompareProtocolsOptions): ComparedLink {
	return {
		rtt,
		...(said === NONE ? {} : { rate: said }),
		...(tls === NONE ? {} : { tls }),
		...(open ? { isOpen: true } : {}),
	};
}

async function compareProtocols(
	terminal: Terminal,
	workloads: readonly ComparedWorkload[],
	options: CompareProtocolsOptions,
): Promise<ExitCode> {
	const link = linkOf(options);
	const isText = options.json !== true;
	if (isText) terminal.out(`${colours.dim(conditions(options))}\n`);
	const all: PlayedWorkload[] = [];
	for (const workload of workloads) {
		const played = await play(terminal, workload, link, options);
		all.push(played);
		terminal.progress("");
		if (isText) terminal.out(`\n${protocolReport(played, terminal.columns)}\n`);
	}
	if (!isText) terminal.out(protocolJson(all, link, options));
	return exitCodeOf(all);
}

function conditions({ rtt, rate: said, tls, open, real, runs }: CompareProtocolsOptions): string {
	const keys = tls === NONE ? "in the clear" : `TLS ${tls}`;
	const speed = said === NONE ? "sending takes no time" : said;
	const worlds = real === true ? `simulated beside real sockets${runs > 1 ? `, ${runs} runs` : ""}` : "simulated";
	return `${worlds}; ${rtt} there and back, ${speed}, ${keys}, ${open ? "connections that are open" : "new connections"}`;
}

async function play(
	terminal: Terminal,
	workload: ComparedWorkload,
	link: ComparedLink,
	{ real, runs, seed }: CompareProtocolsOptions,
): Promise<PlayedWorkload> {
	if (real !== true) return simulateWorkload(workload, link, seed);
	try {
		return await playWorkload(workload, link, {
			...{ runs: Math.max(1, runs), signal: terminal.signal, onProgress: terminal.progress },
			...(seed === undefined ? {} : { seed }),
		});
	} catch (error) {
		if (error instanceof PlayingStopped) throw stopFor(error.problem);
		throw error;
	}
}

/** 1 where the two worlds differ in shape; what a world can't do is no failure. */
function exitCodeOf(all: readonly PlayedWorkload[]): ExitCode {
	const differ = all.some(({ variants }) => variants.some(({ differences = [] }) => differences.length > 0));
	return differ ? EXIT.fail : EXIT.pass;
}
