import { setTimeout as wait } from "node:timers/promises";
import { beginKey, endKey, type KeyRecord, prolongKey } from "@roundtrip/behaviour";
import { type HttpAnswer, keptAnswer, readAnswer, writeAnswer } from "../answer.ts";
import {
	type Asked,
	type Held,
	type IdempotencyStore,
	NEVER,
	NothingHappened,
	StoreError,
	type StoreResult,
	type Work,
} from "../store.ts";

/** A client of `ioredis`, as far as it is needed here. */
export interface RedisClient {
	get(key: string): Promise<string | null>;
	incr(key: string): Promise<number>;
	eval(script: string, keys: number, ...args: (string | number)[]): Promise<unknown>;
}

export interface RedisStoreOptions {
	readonly redis: RedisClient;
	/** Before every name; `idempotency:` unless it is given. */
	readonly prefix?: string | undefined;
	/** How long a request waits for Redis before it is refused; five seconds unless it is given. */
	readonly patienceMs?: number | undefined;
}

/** Writes a value only where the one that was read is still there; an empty text stands for none. */
const SWAP = `local now = redis.call('GET', KEYS[1]) or ''
if now ~= ARGV[1] then return 0 end
if ARGV[2] == '' then redis.call('DEL', KEYS[1]) else redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3]) end
return 1`;

/** So often a claim is tried anew where somebody else was faster. */
const TRIES = 5;

/** What a Redis keeps of one key. */
interface Slot {
	readonly redis: RedisClient;
	readonly key: string;
	readonly patienceMs: number;
}

/** A key that a request holds: it alone writes to it until it lets go, or loses it. */
interface Lease {
	readonly slot: Slot;
	readonly fence: number;
	/** As it stands in Redis. */
	text: string;
	isLost: boolean;
}

/**
 * Keys in a Redis. The effect is somewhere else, so the two can't be written together: a holder has a lease, which it
 * prolongs while it works, and a fence, a number that grows with every holder. What a process that dies between effect and
 * answer leaves is decided by `lostHolder` of the policy: at most once, or at least once.
 */
export function redisStore(options: RedisStoreOptions): IdempotencyStore<undefined> {
	const { redis, prefix = "idempotency:", patienceMs = 5_000 } = options;
	return {
		ties: "lease",
		prepare: () => Promise.resolve(),
		// Redis takes away what has expired.
		purge: () => Promise.resolve(0),
		async run(asked, work) {
			if (asked.name === undefined) {
				return { did: "run", answer: await work({ transaction: undefined, fence: 0, signal: NEVER }) };
			}
			const slot: Slot = { redis, key: `${prefix}${asked.name}`, patienceMs };
			const begun = await begin(slot, `${prefix}fence`, asked);
			return "did" in begun ? begun : runHeld(begun, asked, work);
		},
	};
}

async function begin(slot: Slot, fenceKey: string, asked: Asked): Promise<StoreResult | Lease> {
	const { redis, key } = slot;
	for (let tries = 0; tries < TRIES; tries++) {
		const text = await reached(slot, redis.get(key));
		const record = text === null ? undefined : parse(text);
		const ask = { fingerprint: asked.fingerprint, nowMs: asked.clock() };
		const decision = beginKey(record, { ...ask, fence: 0 }, asked.policy);
		if (decision.does === "replay") return { did: "replay", answer: decision.answer };
		if (decision.does === "refuse") return { did: "refuse", why: decision.why };
		const fence = await reached(slot, redis.incr(fenceKey));
		const claimed = print({ ...decision.record, fence });
		const keptMs = asked.policy.keptMs + asked.policy.leaseMs;
		if (!(await reached(slot, swap(slot, text ?? "", claimed, keptMs)))) continue;
		asked.onStep("claimed");
		return { slot, fence, text: claimed, isLost: false };
	}
	return { did: "refuse", why: "in-flight" };
}

async function runHeld(lease: Lease, asked: Asked, work: Work<undefined>): Promise<StoreResult> {
	const lost = new AbortController();
	const held: Held<undefined> = { transaction: undefined, fence: lease.fence, signal: lost.signal };
	const heart = beat(lease, asked, lost);
	let answer: HttpAnswer;
	try {
		answer = await work(held);
	} catch (error) {
		await heart.stop();
		await giveUp(lease, asked, error).catch(() => asked.onStep("lost"));
		throw error;
	}
	asked.onStep("worked");
	await heart.stop();
	await settle(lease, asked, answer);
	return { did: "run", answer };
}

/** Prolongs a lease three times in its length. */
function beat(lease: Lease, { policy, clock }: Asked, lost: AbortController): { stop(): Promise<void> } {
	let beating: Promise<void> = Promise.resolve();
	const prolong = async (): Promise<void> => {
		const longer = prolongKey(parse(lease.text), lease.fence, clock(), policy);
		if (longer === undefined || lease.isLost) return;
		const text = print(longer);
		if (await swap(lease.slot, lease.text, text, policy.keptMs + policy.leaseMs)) lease.text = text;
		else {
			lease.isLost = true;
			lost.abort();
		}
	};
	// A beat that fails is made up for by the next; where all fail, the lease ends.
	const timer = setInterval(() => {
		beating = beating.then(prolong).catch(() => undefined);
	}, policy.leaseMs / 3);
	timer.unref();
	return {
		stop() {
			clearInterval(timer);
			return beating;
		},
	};
}

/** The effect is there: whatever becomes of the record, the client gets the answer. */
async function settle(lease: Lease, asked: Asked, answer: HttpAnswer): Promise<void> {
	const decision = endKey<HttpAnswer>(parse(lease.text), lease.fence, keptAnswer(answer), asked.policy);
	const isOurs = decision.does !== "lost" && !lease.isLost;
	const text = decision.does === "store" ? print(decision.record) : "";
	const keptMs = decision.does === "store" ? Math.max(1, decision.record.expiresMs - asked.clock()) : 1;
	const isWritten = isOurs && (await swap(lease.slot, lease.text, text, keptMs).catch(() => false));
	if (!isWritten) asked.onStep("lost");
	else asked.onStep(decision.does === "store" ? "committed" : "forgotten");
}

/** The handler threw. Whether there was an effect, only it knows. */
async function giveUp(lease: Lease, asked: Asked, error: unknown): Promise<void> {
	const { policy } = asked;
	if (error instanceof NothingHappened || policy.lostHolder === "run-again") {
		await swap(lease.slot, lease.text, "", 1);
		asked.onStep("forgotten");
		return;
	}
	const record = parse(lease.text);
	const ended = print({ ...record, leaseUntilMs: asked.clock() } as KeyRecord<HttpAnswer>);
	await swap(lease.slot, lease.text, ended, policy.keptMs);
	asked.onStep("lost");
}

async function swap(slot: Slot, from: string, to: string, keptMs: number): Promise<boolean> {
	return (await slot.redis.eval(SWAP, 1, slot.key, from, to, Math.ceil(keptMs))) === 1;
}

/** Before the handler runs, nothing has happened. A claim that comes through too late holds its key, and runs nothing. */
async function reached<Value>({ patienceMs }: Slot, asking: Promise<Value>): Promise<Value> {
	const enough = new AbortController();
	const late = wait(patienceMs, undefined, { signal: enough.signal }).then(() => {
		throw new Error(`it didn't answer within ${patienceMs} ms`);
	});
	try {
		return await Promise.race([asking, late]);
	} catch (error) {
		throw new StoreError("the Redis of idempotency keys can't be reached", "no", error);
	} finally {
		late.catch(() => undefined);
		enough.abort();
	}
}

function print(record: KeyRecord<HttpAnswer>): string {
	return JSON.stringify(record.state === "done" ? { ...record, answer: writeAnswer(record.answer) } : record);
}

/** @throws TypeError where the text is none of ours */
function parse(text: string): KeyRecord<HttpAnswer> {
	const written = JSON.parse(text) as KeyRecord<HttpAnswer> & { readonly answer?: string };
	if (written.state === "in-flight") return written;
	if (written.state !== "done" || typeof written.answer !== "string")
		throw new TypeError("the record of an idempotency key in Redis is not in our form");
	return { ...written, answer: readAnswer(written.answer) };
}
