import { duration, type Nanoseconds, parseQuantity, printQuantity } from "@roundtrip/model";
import { keepReal } from "@roundtrip/sockets";
import { InvalidArgumentError } from "commander";
import { EXIT, type ExitCode, Stop } from "../exit-codes.ts";
import { loadScenario } from "../input/scenario-file.ts";
import { colours } from "../output/colours.ts";
import { keptJson, keptText } from "../output/kept-text.ts";
import type { Terminal } from "../terminal.ts";
import { stopFor } from "../worlds.ts";
import type { CacheUrls, DatabaseUrls, ScenarioOptions } from "./options.ts";

export interface KeepOptions extends ScenarioOptions {
	readonly real?: true;
	readonly for?: Nanoseconds;
	readonly database?: DatabaseUrls;
	readonly cache?: CacheUrls;
	readonly trace?: string;
	readonly savings?: true;
	readonly format: string;
}

/** Longer than a timer of Node can be set is longer than 24 days. */
const FOR_AT_MOST_NS = 24 * 86_400e9;

/** A duration as in scenarios, such as `10min`; `m` is taken for minutes as well. */
export function keepingTime(text: string): Nanoseconds {
	const read = parseQuantity(text.replace(/(?<=\d)m$/, "min"), duration);
	if (!read.ok) throw new InvalidArgumentError(`${read.problem}.`);
	if (read.value === 0 || read.value > FOR_AT_MOST_NS) throw new InvalidArgumentError("More than 0, at most 24 days.");
	return read.value;
}

/** Keeps a scenario's servers and databases running until the time is over. */
export async function keep(terminal: Terminal, named: string, options: KeepOptions): Promise<ExitCode> {
	const misfit = misfitOf(options);
	if (misfit !== undefined) throw new Stop(EXIT.usage, misfit);
	const { scenario } = loadScenario(named, options.set);
	const seed = options.seed ?? scenario.seed;
	const isJson = options.json === true || options.format === "json";
	const endsAfter = options.for === undefined ? undefined : printQuantity(options.for, duration);
	if (!isJson) {
		terminal.out(`${colours.bold(scenario.title)}\n${colours.dim(`kept on real sockets, seed ${seed}`)}\n\n`);
	}
	const result = await keepReal(scenario, {
		...{ seed, signal: terminal.signal, onProgress: terminal.progress },
		...(options.for === undefined ? {} : { forNs: options.for }),
		...(options.database === undefined ? {} : { databases: options.database }),
		...(options.cache === undefined ? {} : { caches: options.cache }),
		onReady(servers) {
			terminal.progress("");
			terminal.out(isJson ? keptJson(servers) : keptText(servers, endsAfter));
		},
	});
	if (result.ok) return EXIT.pass;
	if (result.problem.kind === "aborted") throw new Stop(EXIT.interrupted, "Ended: its processes and files are gone.");
	throw stopFor(result.problem);
}

/** What of the other options makes no sense where no traffic is played. */
function misfitOf({ real, fault, trace, savings, format }: KeepOptions): string | undefined {
	if (real !== true) return "--keep needs --real: a simulated server has no address";
	if (fault.length > 0) return "--fault has no place beside --keep: no fault strikes strangers";
	if (trace !== undefined) return "--trace has no place beside --keep: what strangers ask is in no trace";
	if (savings === true) return "--savings has no place beside --keep: there is no run to save time in";
	return format === "text" || format === "json" ? undefined : `--keep prints text or json, not ${format}`;
}
