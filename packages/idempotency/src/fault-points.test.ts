import {
	type PostgresServer,
	type RedisServer,
	redisServerPath,
	startPostgres,
	startRedisServer,
} from "@roundtrip/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OpenBench, openBench } from "./testing/bench.ts";
import { ask } from "./testing/client.ts";
import type { KillPoint } from "./testing/control.ts";
import { FAULT_POINTS, type FaultPoint, fresh, isReplay, killedAt, problemAt } from "./testing/points.ts";
import { startServer } from "./testing/server-process.ts";

const PATIENCE_MS = 120_000;
const REDIS = redisServerPath();

let postgres: PostgresServer | undefined;
let redis: RedisServer | undefined;
beforeAll(async () => {
	postgres = await startPostgres();
	if (REDIS !== undefined) redis = await startRedisServer(REDIS);
}, PATIENCE_MS);
afterAll(async () => {
	await postgres?.stop();
	await redis?.stop();
});

/** All stores under Fastify, all frameworks on the embedded one, and one more on PostgreSQL. */
const SQL: readonly (readonly [framework: string, store: "sqlite" | "postgres"])[] = [
	["fastify", "sqlite"],
	["fastify", "postgres"],
	["express5", "sqlite"],
	["express4", "sqlite"],
	["express5", "postgres"],
	["hono", "sqlite"],
];

const KILL_POINTS: readonly KillPoint[] = [
	...(["claimed", "before-effect", "after-effect", "worked", "written", "committed"] as const),
];

describe.each(SQL)("%s with keys in %s", { timeout: PATIENCE_MS }, (framework, store) => {
	let bench: OpenBench;
	beforeAll(async () => {
		bench = await openBench(framework, store === "postgres" ? { postgresUrl: postgres?.url } : {});
	});
	afterAll(() => bench.close());

	test.each(FAULT_POINTS.map((point) => [point.sentence, point] as const))("%s", async (_, point) => {
		expect(problemAt(point, await point.play(bench))).toBeUndefined();
	});

	// Where a store can be killed doesn't depend on the framework.
	test.each<KillPoint>(framework === "fastify" ? KILL_POINTS : [])(
		"one effect and one answer are there after a kill at: %s",
		async (kill) => {
			const { effects, last } = await killedAt(bench, { kill });
			expect([effects, last]).toMatchObject([1, { status: 201 }]);
			// Only what was committed before the kill can be given again.
			expect(isReplay(last)).toBe(kill === "committed");
		},
	);

	test("duplicates that come to two processes at once have one effect and one answer", async () => {
		const other = await startServer(bench.setup);
		const question = fresh();
		const ports = [bench.server.port, other.port];
		const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => ask(ports[n % 2] ?? 0, question)));
		const last = await ask(other.port, question);
		await other.kill();
		const made = [...answers, last].filter((each) => each.got === "answer" && each.status === 201);
		expect(await bench.count(question.payee)).toBe(1);
		expect(new Set(made.map((each) => (each.got === "answer" ? each.content : ""))).size).toBe(1);
		expect(isReplay(last)).toBe(true);
	});

	test("an answer is given again as it was: status, fields and content, with a mark", async () => {
		const question = fresh();
		const [first, again] = [await ask(bench.server.port, question), await ask(bench.server.port, question)];
		if (first.got !== "answer" || again.got !== "answer") throw new Error("no answer");
		expect([again.status, again.content]).toEqual([first.status, first.content]);
		for (const name of ["content-type", "location"]) expect(again.fields[name]).toBe(first.fields[name]);
		expect([isReplay(first), isReplay(again)]).toEqual([false, true]);
	});

	test("a key in flight is refused with 409 and Retry-After, one with another content with 422", async () => {
		const question = fresh({ gate: "here" });
		const waiting = bench.server.says({ waiting: "here" });
		const first = ask(bench.server.port, question);
		await waiting;
		const overlapping = await ask(bench.server.port, question);
		bench.server.tell({ open: "here" });
		await first;
		const other = await ask(bench.server.port, { ...question, gate: undefined, content: "{}" });
		expect(overlapping).toMatchObject({ status: 409, fields: { "retry-after": "1" } });
		expect(other).toMatchObject({ status: 422, fields: { "content-type": "application/problem+json" } });
	});

	test("an answer of 500 that isn't stored undoes its effect, and the retry runs", async () => {
		const question = fresh({ path: "/undone/transfers" });
		expect(await ask(bench.server.port, { ...question, status: 500 })).toMatchObject({ status: 500 });
		expect(await bench.count(question.payee)).toBe(0);
		const last = await ask(bench.server.port, question);
		expect([await bench.count(question.payee), isReplay(last)]).toEqual([1, false]);
	});

	test("an answer of 500 that is stored keeps its effect, and is given again", async () => {
		const question = fresh();
		await ask(bench.server.port, { ...question, status: 500 });
		const last = await ask(bench.server.port, question);
		expect([await bench.count(question.payee), last, isReplay(last)]).toMatchObject([1, { status: 500 }, true]);
	});
});

describe.skipIf(REDIS === undefined)(
	"fastify with keys in Redis and effects elsewhere",
	{ timeout: PATIENCE_MS },
	() => {
		let bench: OpenBench;
		beforeAll(async () => {
			bench = await openBench("fastify", { redisUrl: redis?.url });
		});
		afterAll(() => bench.close());

		const isKill = ({ sentence }: FaultPoint): boolean => sentence.includes("killed");

		test.each(FAULT_POINTS.filter((point) => !isKill(point)).map((point) => [point.sentence, point] as const))(
			"%s",
			async (_, point) => {
				expect(problemAt(point, await point.play(bench))).toBeUndefined();
			},
		);

		test.each<[KillPoint, number]>([
			["claimed", 0],
			["before-effect", 0],
			["after-effect", 1],
			["worked", 1],
		])(
			"a key whose process was killed at %s is held: at most one effect, and nobody is told which",
			async (kill, effects) => {
				const question = fresh();
				bench.server.tell({ kill });
				await ask(bench.server.port, question);
				await bench.restart();
				const soon = await ask(bench.server.port, question);
				bench.server.tell({ aheadMs: 40_000 });
				const late = await ask(bench.server.port, question);
				bench.server.tell({ aheadMs: -40_000 });
				expect(await bench.count(question.payee)).toBe(effects);
				expect([soon, late]).toMatchObject([{ status: 409 }, { status: 409 }]);
				const reasons = [soon, late].map((each) =>
					each.got === "answer" ? JSON.parse(each.content).reason : undefined,
				);
				expect(reasons).toEqual(["in-flight", "unknown-outcome"]);
			},
		);

		test("a key whose process was killed after the answer was stored is answered", async () => {
			const { effects, last } = await killedAt(bench, { kill: "committed" });
			expect([effects, last, isReplay(last)]).toMatchObject([1, { status: 201 }, true]);
		});

		test("a lost key that runs again has a second effect where the process died after the first: that is what remains", async () => {
			const question = fresh({ path: "/again/transfers" });
			bench.server.tell({ kill: "after-effect" });
			await ask(bench.server.port, question);
			await bench.restart();
			bench.server.tell({ aheadMs: 40_000 });
			expect(await ask(bench.server.port, question)).toMatchObject({ status: 201 });
			bench.server.tell({ aheadMs: -40_000 });
			expect(await bench.count(question.payee)).toBe(2);
		});

		test("a request is refused, and not run, where Redis is gone", async () => {
			if (REDIS === undefined) return;
			const own = await startRedisServer(REDIS);
			const other = await openBench("fastify", { redisUrl: own.url });
			const before = fresh();
			expect(await ask(other.server.port, before)).toMatchObject({ status: 201 });
			await own.stop();
			const question = fresh();
			const answered = await ask(other.server.port, { ...question, timeoutMs: 30_000 });
			expect(answered).toMatchObject({ status: 503, fields: { "retry-after": "1" } });
			expect(await other.count(question.payee)).toBe(0);
			await other.close();
		});
	},
);
