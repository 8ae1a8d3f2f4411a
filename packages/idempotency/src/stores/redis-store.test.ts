import { DRAFT_POLICY, type IdempotencyPolicy } from "@roundtrip/behaviour";
import { describe, expect, test } from "vitest";
import { type HttpAnswer, textAnswer } from "../answer.ts";
import { type Asked, NothingHappened, type Step, type StoreResult, type Work } from "../store.ts";
import { type RedisClient, redisStore } from "./redis-store.ts";

/** What a Redis does with the three commands that are sent to it. */
class PlainRedis implements RedisClient {
	readonly values = new Map<string, string>();

	async get(key: string): Promise<string | null> {
		return this.values.get(key) ?? null;
	}

	async incr(key: string): Promise<number> {
		const next = Number(this.values.get(key) ?? 0) + 1;
		this.values.set(key, String(next));
		return next;
	}

	async eval(_script: string, _keys: number, ...args: (string | number)[]): Promise<unknown> {
		const [key = "", from = "", to = ""] = args.map(String);
		if ((this.values.get(key) ?? "") !== from) return 0;
		if (to === "") this.values.delete(key);
		else this.values.set(key, to);
		return 1;
	}
}

const MADE: HttpAnswer = textAnswer(201, [], "made");

interface Scene {
	readonly redis: PlainRedis;
	readonly steps: Step[];
	nowMs: number;
	run(work: Work<undefined>, policy?: Partial<IdempotencyPolicy>): Promise<StoreResult>;
}

function scene(): Scene {
	const redis = new PlainRedis();
	const store = redisStore({ redis });
	const steps: Step[] = [];
	return {
		...{ redis, steps, nowMs: 0 },
		run(work, policy = {}) {
			const asked: Asked = {
				...{ name: "k", fingerprint: "f", policy: { ...DRAFT_POLICY, leaseMs: 1_000, ...policy } },
				clock: () => this.nowMs,
				onStep: (step) => void steps.push(step),
			};
			return store.run(asked, work);
		},
	};
}

describe("a key in Redis", () => {
	test("of a handler that throws is held: it alone knows whether there was an effect", async () => {
		const on = scene();
		await expect(on.run(() => Promise.reject(new Error("half done")))).rejects.toThrow("half done");
		expect(await on.run(async () => MADE)).toEqual({ did: "refuse", why: "unknown-outcome" });
	});

	test("of a handler that is sure of having done nothing is given back", async () => {
		const on = scene();
		await expect(on.run(() => Promise.reject(new NothingHappened("no such account")))).rejects.toThrow(NothingHappened);
		expect(await on.run(async () => MADE)).toMatchObject({ did: "run" });
		expect(on.steps).toEqual(["claimed", "forgotten", "claimed", "worked", "committed"]);
	});

	test("that was taken over bears a greater fence, and the first holder's answer isn't stored", async () => {
		const on = scene();
		const fences: number[] = [];
		const again = { lostHolder: "run-again" } as const;
		const first = await on.run(async (held) => {
			fences.push(held.fence);
			on.nowMs = 2_000;
			const second = await on.run(async (other) => {
				fences.push(other.fence);
				return textAnswer(201, [], "second");
			}, again);
			expect(second).toMatchObject({ did: "run" });
			return MADE;
		}, again);
		expect(first).toMatchObject({ did: "run", answer: MADE });
		expect(fences).toEqual([1, 2]);
		expect(on.steps.at(-1)).toBe("lost");
		const last = await on.run(async () => MADE, again);
		expect(last.did === "replay" && Buffer.from(last.answer.body).toString()).toBe("second");
	});

	test("is given back by an answer that isn't stored, where effects may be there twice", async () => {
		const on = scene();
		const policy = { stores: ["2xx"], lostHolder: "run-again" } as const;
		await on.run(async () => ({ ...MADE, status: 503 }), policy);
		expect(on.steps.at(-1)).toBe("forgotten");
		expect(await on.run(async () => MADE, policy)).toMatchObject({ did: "run" });
	});

	test("is answered even if its answer can't be stored: the effect is there", async () => {
		const on = scene();
		const result = await on.run(async () => {
			on.redis.eval = () => Promise.reject(new Error("connection lost"));
			return MADE;
		});
		expect([result, on.steps.at(-1)]).toMatchObject([{ did: "run", answer: MADE }, "lost"]);
	});

	test("isn't run where Redis doesn't answer", async () => {
		const redis = new PlainRedis();
		redis.get = () => new Promise(() => undefined);
		const store = redisStore({ redis, patienceMs: 10 });
		const asked = { name: "k", fingerprint: "f", policy: DRAFT_POLICY, clock: () => 0, onStep: () => undefined };
		await expect(store.run(asked, async () => MADE)).rejects.toMatchObject({ name: "StoreError", happened: "no" });
	});
});
