import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { runProgram } from "../program.ts";
import { recorder, roundtrip } from "../testing/recorder.ts";

const PROGRAM = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

interface Report {
	readonly schedules: number;
	readonly isComplete: boolean;
	readonly broken: readonly {
		readonly smallest: readonly {
			readonly strikes: readonly { readonly kind: string; readonly point: string }[];
			readonly replay: string;
		}[];
	}[];
}

const alone = (...args: readonly string[]) => roundtrip("explore", ...args, "--threads", "1");

/** All but a copy that something on the way makes: whoever tries but once is helpless against it. */
const BY_WHOEVER_TRIES_AGAIN = ["--only", "lose,delay,reset,crash,blackout"];

describe("roundtrip explore", () => {
	it("finds the double transfer, draws it, and ends with 1", async () => {
		const { out, code } = await alone("lost-reply", "--faults", "1");
		expect(out).toContain("✕ the effect of every exchange is made lasting exactly once");
		expect(out).toContain("The smallest: lose e1.1<");
		expect(out).toContain("replay: npx roundtrip run lost-reply --seed 1 --set 'faults=[]' --fault 'lose: e1.1<'");
		expect(out).toMatch(/committed transfer[\s\S]*committed transfer/);
		expect(code).toBe(1);
	});

	it("gives a command that replays what it has drawn", async () => {
		const { out } = await alone("lost-reply", "--faults", "1", "--json");
		const [broken] = (JSON.parse(out) as Report).broken;
		expect(broken?.smallest.length).toBeGreaterThan(3);
		for (const { replay } of broken?.smallest ?? []) {
			const words = [...replay.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
			expect(words.slice(0, 3)).toEqual(["npx", "roundtrip", "run"]);
			expect((await roundtrip(...words.slice(2))).code, replay).toBe(1);
		}
	});

	it("ends with 0 where nothing breaks", async () => {
		const { out, code } = await alone(
			...["lost-reply", "--set", "nodes.phone.retry.attempts=1", "--set", "expect=[{ effects: at-most-once }]"],
			...BY_WHOEVER_TRIES_AGAIN,
		);
		expect(out).toContain("Nothing breaks in");
		expect(out).not.toContain("Repairs");
		expect(code).toBe(0);
	});

	it("ends with 3 where a limit left something out and nothing broke", async () => {
		const { out, code } = await alone(
			...["lost-reply", "--limit", "10", "--set", "nodes.phone.retry.attempts=1"],
			...["--set", "expect=[{ effects: at-most-once }]", ...BY_WHOEVER_TRIES_AGAIN],
		);
		expect(out).toContain("Not all was tried");
		expect(code).toBe(3);
	});

	it("leaves the scenario's own faults out and says so, unless they are to be kept", async () => {
		const without = await alone("lost-reply", "--faults", "1");
		expect(without.out).toContain("left out, as the scenario's own");
		const kept = await alone("lost-reply", "--faults", "1", "--keep-faults");
		expect(kept.out).toContain("It is broken without any fault.");
		expect(kept.out).not.toContain("left out");
	});

	it("proposes what mends it, with the command that explores the changed scenario", async () => {
		const expected = ["--set", "expect=[{ effects: at-most-once }]"];
		const { out } = await alone("lost-reply", "--faults", "1", ...expected, ...BY_WHOEVER_TRIES_AGAIN);
		expect(out).toContain("✓ fewer tries: no client tries more than once");
		const [, line = ""] = /(npx roundtrip explore .*attempts=1)/.exec(out) ?? [];
		const words = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
		expect((await roundtrip(...words.slice(2))).code).toBe(0);
	});

	it("says so where a scenario expects nothing", async () => {
		const { out, code } = await alone("first-request", "--faults", "1", "--set", "expect=[]", "--only", "lose");
		expect(out).toContain("The scenario expects nothing, so nothing can break");
		expect(code).toBe(0);
	});

	it("that is interrupted says what it has found, and ends with 130", async () => {
		const terminal = recorder();
		terminal.progress = (text) => {
			if (text.includes("2 faults in a run")) terminal.stop();
		};
		await runProgram(["explore", "lost-reply", "--threads", "1"], terminal);
		const { out, code } = terminal.said();
		expect(out).toContain("Not all was tried: it was interrupted.");
		expect(out).toContain("The smallest: lose e1.1<");
		expect(code).toBe(130);
	});

	it("says the same on several threads as on one", async () => {
		const run = promisify(execFile);
		const report = async (threads: string): Promise<Report> => {
			const words = ["explore", "lost-reply", "--faults", "3", "--limit", "2000", "--json", "--threads", threads];
			const failed = await run(process.execPath, [PROGRAM, ...words], { maxBuffer: 1e8 }).catch(
				(error: unknown) => error,
			);
			return JSON.parse((failed as { readonly stdout: string }).stdout) as Report;
		};
		const [one, three] = await Promise.all([report("1"), report("3")]);
		expect(three).toEqual(one);
		expect(one.schedules).toBe(2_000);
	});

	it.each([
		[["--faults", "0"], "from 1 to 4"],
		[["--only", "lose,gremlins"], "There is no 'gremlins'"],
		[["--limit", "many"], "whole number"],
		[["--restart-after", "0s"], "More than 0"],
		[["--threads", "1000"], "from 1 to 64"],
	])("%j is refused with exit 2", async (args, sentence) => {
		const { out, err, code } = await roundtrip("explore", "lost-reply", ...args);
		expect(err).toContain(sentence);
		expect({ out, code }).toEqual({ out: "", code: 2 });
	});
});
