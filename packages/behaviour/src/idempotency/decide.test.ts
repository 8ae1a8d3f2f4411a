import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { beginKey, endKey, prolongKey } from "./decide.ts";
import { DRAFT_POLICY, type IdempotencyPolicy, isStored, problemOfPolicy } from "./policy.ts";
import { idempotencyProfiles } from "./profiles.ts";
import type { KeyRecord } from "./record.ts";
import { type RefusalReason, refusalOf } from "./refusal.ts";

interface Answer {
	readonly status: number;
	readonly text: string;
}

/**
 * A service that does an effect for each request that it runs: one key, any number of workers, any of which may die.
 * `together`: the effect is written with the record or not at all, as in one transaction. Otherwise it is there as soon as the
 * worker does it, whatever becomes of the record.
 */
class Service {
	record: KeyRecord<Answer> | undefined;
	nowMs = 0;
	/** One entry an effect: the life of the key in which it happened, and who did it. */
	readonly effects: { readonly life: number; readonly fence: number }[] = [];
	/** What each life of the key was first answered with. */
	readonly answers = new Map<number, Answer>();
	life = 0;
	#fence = 0;
	#highest = 0;
	readonly #workers: { readonly fence: number; readonly life: number; hasDone: boolean }[] = [];
	readonly policy: IdempotencyPolicy;
	readonly #together: boolean;
	readonly #isFenced: boolean;

	constructor(policy: IdempotencyPolicy, how: { readonly together: boolean; readonly isFenced: boolean }) {
		this.policy = policy;
		this.#together = how.together;
		this.#isFenced = how.isFenced;
	}

	request(fingerprint: string): void {
		const decision = beginKey(this.record, { fingerprint, nowMs: this.nowMs, fence: this.#fence + 1 }, this.policy);
		if (decision.does === "run") {
			const continues = this.record?.createdMs === decision.record.createdMs && this.record.state === "in-flight";
			if (!continues) this.life++;
			this.#fence++;
			this.record = decision.record;
			this.#workers.push({ fence: decision.record.fence, life: this.life, hasDone: false });
		} else if (decision.does === "replay") {
			expect(decision.answer).toBe(this.answers.get(this.life));
			expect(this.record?.fingerprint).toBe(fingerprint);
		} else if (decision.why === "reused") expect(this.record?.fingerprint).not.toBe(fingerprint);
		else expect(this.record?.state).toBe("in-flight");
	}

	/** A worker does its effect, if it is one that is there at once. */
	work(index: number): void {
		const worker = this.#at(index);
		if (worker === undefined || worker.hasDone || this.#together) return;
		// A resource that looks at the fence refuses whoever comes with a smaller number than it has seen.
		if (this.#isFenced && worker.fence < this.#highest) return;
		this.#highest = Math.max(this.#highest, worker.fence);
		worker.hasDone = true;
		this.effects.push({ life: worker.life, fence: worker.fence });
	}

	end(index: number, status: number): void {
		this.work(index);
		const worker = this.#at(index);
		if (worker === undefined) return;
		this.#workers.splice(this.#workers.indexOf(worker), 1);
		const answer = { status, text: `${worker.fence}` };
		const decision = endKey(this.record, worker.fence, answer, this.policy);
		if (decision.does === "lost") return;
		if (decision.does === "forget") {
			this.record = undefined;
			return;
		}
		this.record = decision.record;
		this.answers.set(worker.life, answer);
		if (this.#together) this.effects.push({ life: worker.life, fence: worker.fence });
	}

	crash(index: number): void {
		const worker = this.#at(index);
		if (worker === undefined) return;
		this.#workers.splice(this.#workers.indexOf(worker), 1);
		// A transaction takes its record along.
		if (this.#together && this.record?.fence === worker.fence) this.record = undefined;
	}

	prolong(index: number): void {
		const worker = this.#at(index);
		if (worker === undefined) return;
		this.record = prolongKey(this.record, worker.fence, this.nowMs, this.policy) ?? this.record;
	}

	#at(index: number): { readonly fence: number; readonly life: number; hasDone: boolean } | undefined {
		return this.#workers[index % Math.max(1, this.#workers.length)];
	}
}

type Move = readonly [kind: "request" | "work" | "end" | "crash" | "prolong" | "wait", a: number, b: number];

const moves: fc.Arbitrary<readonly Move[]> = fc.array(
	fc.tuple(
		fc.constantFrom<Move[0][]>("request", "request", "request", "work", "end", "end", "crash", "prolong", "wait"),
		fc.nat({ max: 5 }),
		fc.nat({ max: 9 }),
	),
	{ maxLength: 60, size: "max" },
);

function play(service: Service, steps: readonly Move[]): void {
	for (const [kind, a, b] of steps) {
		if (kind === "request") service.request(a < 4 ? "same" : "other");
		else if (kind === "wait") service.nowMs += [1, 9, 30, 70][b % 4] ?? 1;
		else if (kind === "end") service.end(a, [200, 201, 400, 503][b % 4] ?? 200);
		else service[kind](a);
	}
}

function perLife(service: Service): Map<number, number> {
	const counts = new Map<number, number>();
	for (const { life } of service.effects) counts.set(life, (counts.get(life) ?? 0) + 1);
	return counts;
}

const SHORT: IdempotencyPolicy = { ...DRAFT_POLICY, leaseMs: 10, keptMs: 100 };

describe("a key under any order of requests, deaths, and time", () => {
	it("lets no second effect through where the effect is written with the record", () => {
		const policies = fc.constantFrom<IdempotencyPolicy[]>(
			SHORT,
			{ ...SHORT, lostHolder: "run-again" },
			{ ...SHORT, stores: ["2xx", "4xx"] },
		);
		fc.assert(
			fc.property(policies, moves, (policy, steps) => {
				const service = new Service(policy, { together: true, isFenced: false });
				play(service, steps);
				for (const count of perLife(service).values()) expect(count).toBe(1);
			}),
			{ seed: 511, numRuns: 2_000 },
		);
	});

	it("lets no second effect through where a lost key is held, even if the effect is there at once", () => {
		fc.assert(
			fc.property(moves, (steps) => {
				const service = new Service(SHORT, { together: false, isFenced: false });
				play(service, steps);
				for (const count of perLife(service).values()) expect(count).toBe(1);
			}),
			{ seed: 512, numRuns: 2_000 },
		);
	});

	it("lets a second one through where a lost key runs again: then the effect itself has to look at the fence", () => {
		const policy: IdempotencyPolicy = { ...SHORT, lostHolder: "run-again" };
		const story: readonly Move[] = [
			["request", 0, 0],
			["work", 0, 0],
			["wait", 0, 2],
			["request", 0, 0],
			["work", 1, 0],
		];
		const service = new Service(policy, { together: false, isFenced: false });
		play(service, story);
		expect(perLife(service).get(1)).toBe(2);
	});

	it("gives those who lost it a number that is smaller than the last one seen, so that a resource can refuse them", () => {
		fc.assert(
			fc.property(moves, (steps) => {
				const service = new Service({ ...SHORT, lostHolder: "run-again" }, { together: false, isFenced: true });
				play(service, steps);
				const fences = service.effects.map(({ fence }) => fence);
				expect(fences).toEqual([...fences].sort((a, b) => a - b));
			}),
			{ seed: 513, numRuns: 1_000 },
		);
	});
});

describe("a key", () => {
	const request = (over = {}): { fingerprint: string; nowMs: number; fence: number } => ({
		...{ fingerprint: "f", nowMs: 0, fence: 1 },
		...over,
	});
	const begun = beginKey<Answer>(undefined, request(), SHORT);
	const held = begun.does === "run" ? begun.record : expect.fail("it doesn't run");

	it("is refused while its first request is worked on, and with another content", () => {
		expect(beginKey(held, request({ nowMs: 9 }), SHORT)).toEqual({ does: "refuse", why: "in-flight" });
		expect(beginKey(held, request({ fingerprint: "g" }), SHORT)).toEqual({ does: "refuse", why: "reused" });
	});

	it("is given its answer again until it expires, and is new from then on", () => {
		const ended = endKey(held, 1, { status: 201, text: "a" }, SHORT);
		const done = ended.does === "store" ? ended.record : expect.fail("it isn't stored");
		expect(beginKey(done, request({ nowMs: 99 }), SHORT)).toEqual({
			does: "replay",
			answer: { status: 201, text: "a" },
		});
		expect(beginKey(done, request({ nowMs: 100 }), SHORT)).toMatchObject({ does: "run" });
	});

	it("outlives its time while somebody works on it", () => {
		const late = { ...held, leaseUntilMs: 150 };
		expect(beginKey(late, request({ nowMs: 120 }), SHORT)).toEqual({ does: "refuse", why: "in-flight" });
		expect(beginKey(late, request({ nowMs: 150 }), SHORT)).toMatchObject({ does: "run" });
	});

	it("of a holder that is gone is held, or given to the next, as the policy says", () => {
		expect(beginKey(held, request({ nowMs: 10 }), SHORT)).toEqual({ does: "refuse", why: "unknown-outcome" });
		const again = beginKey(held, request({ nowMs: 10, fence: 2 }), { ...SHORT, lostHolder: "run-again" });
		expect(again).toMatchObject({ does: "run", record: { fence: 2, createdMs: 0, expiresMs: 100, leaseUntilMs: 20 } });
	});

	it("is given back by an answer that isn't stored", () => {
		const policy: IdempotencyPolicy = { ...SHORT, stores: ["2xx", "4xx"] };
		expect(endKey(held, 1, { status: 503, text: "" }, policy)).toEqual({ does: "forget" });
		expect([200, 301, 404, 500].map((status) => isStored(policy, status))).toEqual([true, false, true, false]);
	});

	it("isn't prolonged or answered by one who has lost it", () => {
		expect(prolongKey(held, 1, 5, SHORT)).toMatchObject({ leaseUntilMs: 15 });
		expect(prolongKey({ ...held, fence: 2 }, 1, 5, SHORT)).toBeUndefined();
		expect(endKey({ ...held, fence: 2 }, 1, { status: 200, text: "" }, SHORT)).toEqual({ does: "lost" });
		expect(endKey(undefined, 1, { status: 200, text: "" }, SHORT)).toEqual({ does: "lost" });
	});
});

describe("a refusal", () => {
	it.each<[RefusalReason, number]>([
		["missing", 400],
		["malformed", 400],
		["in-flight", 409],
		["unknown-outcome", 409],
		["reused", 422],
	])("because of %s has status %i and says what to do", (why, status) => {
		const refusal = refusalOf(why, DRAFT_POLICY);
		expect(JSON.parse(refusal.text)).toMatchObject({ status, reason: why, type: "about:blank" });
		expect(refusal.status).toBe(status);
		expect(refusal.fields.some(([name]) => name === "retry-after")).toBe(why === "in-flight");
	});

	it("has the status of the service's policy", () => {
		const stripe = idempotencyProfiles.find(({ name }) => name === "stripe");
		expect(refusalOf("reused", stripe?.policy ?? DRAFT_POLICY).status).toBe(400);
	});
});

describe("published policies", () => {
	it.each(idempotencyProfiles.map((profile) => [profile.name, profile] as const))("%s holds together", (_, profile) => {
		expect(problemOfPolicy(profile.policy)).toBeUndefined();
		expect(profile.source).toMatch(/^https:\/\//);
		for (const word of profile.unsaid) expect(Object.keys(profile.policy)).toContain(word);
	});

	it("that don't are named", () => {
		const wrong: readonly Partial<IdempotencyPolicy>[] = [
			{ field: "Idempotency Key" },
			{ lengthAtLeast: 300 },
			{ lengthAtMost: 5_000 },
			{ keptMs: 0 },
			{ leaseMs: Number.NaN },
			{ retryAfterS: -1 },
			{ statuses: { ...DRAFT_POLICY.statuses, reused: 200 } },
		];
		for (const over of wrong) expect(problemOfPolicy({ ...DRAFT_POLICY, ...over })).toBeDefined();
	});
});
