import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { type RedisServer, redisServerPath, startRedisServer } from "@roundtrip/testing";
import { QueueEvents } from "bullmq";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runProgram } from "../program.ts";
import { KEY_PREFIX, QUEUE_NAME } from "../queue/names.ts";
import { recorder, roundtrip } from "../testing/recorder.ts";

const PROGRAM = fileURLToPath(new URL("../../dist/main.js", import.meta.url));
const PATIENCE_MS = 90_000;

const path = redisServerPath();
let redis: RedisServer | undefined;
beforeAll(async () => {
	redis = path === undefined ? undefined : await startRedisServer(path);
}, PATIENCE_MS);
afterAll(() => redis?.stop());

/** The command in a process of its own, once it takes runs. */
async function startWorker(): Promise<ChildProcess> {
	const child = spawn(process.execPath, [PROGRAM, "worker", "--queue", redis?.url ?? "", "--threads", "1"], {
		stdio: ["ignore", "ignore", "pipe"],
	});
	let said = "";
	await new Promise<void>((resolve, reject) => {
		child.stderr.setEncoding("utf8").on("data", (piece: string) => {
			said += piece;
			if (said.includes("Takes runs from the queue")) resolve();
		});
		child.once("exit", (code) => reject(new Error(`the worker ended with ${code}: ${said}`)));
	});
	return child;
}

/** Ctrl-C. */
async function interrupt(worker: ChildProcess): Promise<number | null> {
	const ended = once(worker, "exit") as Promise<[number | null]>;
	worker.kill("SIGINT");
	return (await ended)[0];
}

const asked = ["explore", "lost-reply", "--only", "lose,reset,crash", "--json"];
const withQueue = (): readonly string[] => [...asked, "--queue", redis?.url ?? ""];

describe.runIf(path !== undefined)("roundtrip explore --queue", { timeout: PATIENCE_MS }, () => {
	it("waits for a worker, says how to start one, and finds what threads find", async () => {
		const terminal = recorder();
		const nobody = new Promise<void>((resolve) => {
			const { err } = terminal;
			terminal.err = (text) => {
				err(text);
				if (text.startsWith("Nobody")) resolve();
			};
		});
		const done = runProgram(withQueue(), terminal);
		await nobody;
		expect(terminal.said().err).toContain(`start one: npx roundtrip worker --queue ${redis?.url}`);
		const worker = await startWorker();
		await done;
		const here = await roundtrip(...asked, "--threads", "1");
		expect(terminal.said()).toMatchObject({ out: here.out, code: here.code });
		expect(await interrupt(worker)).toBe(0);
	});

	it("finds the same where a worker is killed at its work", async () => {
		const victim = await startWorker();
		const events = new QueueEvents(QUEUE_NAME, { connection: { url: redis?.url ?? "" }, prefix: KEY_PREFIX });
		await events.waitUntilReady();
		let stalled = 0;
		events.on("stalled", () => {
			stalled++;
		});
		events.once("active", () => victim.kill("SIGKILL"));
		const terminal = recorder();
		const done = runProgram(withQueue(), terminal);
		await once(victim, "exit");
		const heir = await startWorker();
		await done;
		const here = await roundtrip(...asked, "--threads", "1");
		expect(terminal.said()).toMatchObject({ out: here.out, code: here.code });
		expect(stalled).toBe(1);
		expect(await interrupt(heir)).toBe(0);
		await events.close();
	});

	it("that is interrupted while nobody works ends at once, with what was found", async () => {
		const terminal = recorder();
		const { err } = terminal;
		terminal.err = (text) => {
			err(text);
			if (text.startsWith("Nobody")) terminal.stop();
		};
		await runProgram(["explore", "lost-reply", "--queue", redis?.url ?? ""], terminal);
		expect(terminal.said().out).toContain("Not all was tried: it was interrupted.");
		expect(terminal.said().code).toBe(130);
	});
});

describe("--queue", () => {
	it.each(["explore lost-reply", "worker"])("says where no Redis answers: roundtrip %s", async (words) => {
		const { err, code } = await roundtrip(...words.split(" "), "--queue", "redis://me:secret@127.0.0.1:1");
		expect(err).toContain("The queue's Redis can't be used at redis://me:PASSWORD@127.0.0.1:1: ");
		expect(err).not.toContain("secret");
		expect(code).toBe(70);
	});

	it("doesn't repeat what may hold a password", async () => {
		const { err, code } = await roundtrip("worker", "--queue", "http://me:secret@127.0.0.1:1");
		expect(err).toContain("--queue is written like redis://");
		expect(err).not.toContain("secret");
		expect(code).toBe(2);
	});
});
