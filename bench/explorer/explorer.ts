/**
 * How many schedules the explorer plays and judges: the double transfer (the reply that never came, without its fault), all
 * schedules of up to two faults, on one thread. The bounds: 10,000 a second of processor time, and the double transfer
 * found by single faults within a second of the wall's clock, repairs tried, with nothing compiled yet. Beside it the same schedules, one by one, in the
 * simulator as `roundtrip run` uses it.
 */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const SCHEDULES_PER_S = 10_000;
const FOUND_WITHIN_MS = 1_000;

interface Measured {
	readonly schedules: number;
	readonly isFound: boolean;
	readonly foundMs: number;
	/** Schedules a second of processor time, the best round first. */
	readonly explored: readonly number[];
	readonly plain: readonly number[];
}

// In a process of its own with what was built: sources that are translated while they load run slower.
const program = fileURLToPath(new URL("./measure.mjs", import.meta.url));
const measured = JSON.parse(execFileSync(process.execPath, [program], { encoding: "utf8" })) as Measured;

const print = (text: string): void => void process.stdout.write(`${text}\n`);
const rate = (value: number): string => Math.round(value).toLocaleString("en").padStart(9);
const row = (name: string, rates: readonly number[]): string =>
	`  ${name.padEnd(44)}${rate(rates[0] ?? 0)}${rate(rates[Math.floor(rates.length / 2)] ?? 0)}`;

const { schedules, isFound, foundMs, explored, plain } = measured;
print(`${schedules} schedules of up to 2 faults, schedules/s of processor time\n`);
print(`  ${"".padEnd(44)}${"best".padStart(9)}${"median".padStart(9)}`);
print(row("explored, with verdicts", explored));
print(row("each by itself in the simulator, with verdicts", plain));
print(`  ${"ratio".padEnd(44)}${((explored[0] ?? 0) / (plain[0] ?? 1)).toFixed(2).padStart(9)}`);
print(`\nthe double transfer is ${isFound ? "found" : "NOT found"} by single faults after ${Math.round(foundMs)} ms`);

const isFast = (explored[0] ?? 0) >= SCHEDULES_PER_S && foundMs <= FOUND_WITHIN_MS;
if (!isFast) print(`the bounds are ${rate(SCHEDULES_PER_S).trim()} schedules/s and ${FOUND_WITHIN_MS} ms`);
process.exit(isFound && isFast ? 0 : 1);
