import { type KeyFinding, NS_PER_MS, type OnceStep } from "@roundtrip/model";
import { bodyText, textBody } from "../messages/body.ts";
import type { HttpReply } from "../messages/http-message.ts";
import type { KeyAsked } from "../messages/key-asked.ts";
import { beginKey, endKey } from "./decide.ts";
import { type FingerprintedRequest, fingerprintOf, keyName } from "./fingerprint.ts";
import { readKey } from "./key.ts";
import type { KeyMemory, StoredReply } from "./key-memory.ts";
import { type FingerprintKind, type IdempotencyPolicy, isStored } from "./policy.ts";
import { idempotencyProfiles } from "./profiles.ts";
import type { InFlight, KeyRecord, Milliseconds } from "./record.ts";
import { type RefusalReason, refusalOf } from "./refusal.ts";

type Record = KeyRecord<StoredReply>;

/** A request for a route that is done once for each key. */
export interface OnceRequest extends FingerprintedRequest {
	/** All values of the field that policies name. */
	readonly values: (field: string) => readonly string[];
	/** Whose key it is. */
	readonly caller: string;
	/** `POST /transfers` */
	readonly route: string;
}

/** What a server of either world does for a route that is done once for each key. All that goes wrong it says itself. */
export interface OnceHands {
	/** Whole ms since 1970. */
	nowMs(): Milliseconds;
	found(what: KeyFinding): void;
	/** Begins a transaction in the database of the keys. */
	begin(next: () => void): void;
	/** Commits it: the effect together with its key, or what is known of the key alone. */
	commit(what: "effect" | "key", next: () => void): void;
	rollBack(next: () => void): void;
	/**
	 * Asks that database, in the transaction where one is open.
	 *
	 * @param told the record of a key that was looked for, or that another holds it
	 */
	ask(asked: KeyAsked, told: (known: string | undefined) => void): void;
	/** Does what stands between `once` and the reply. */
	work(done: () => void): void;
	/** What the route replies. */
	answer(): HttpReply;
	/** Replies, and goes on with what stands behind the reply. */
	reply(answer: HttpReply): void;
	/** Replies, and it is over. */
	refuse(answer: HttpReply): void;
	/** Tells when the lease of a key is over, where it still matters then. */
	wake(afterMs: Milliseconds, then: () => void): void;
	readonly memory: KeyMemory;
}

const policies = new WeakMap<OnceStep, IdempotencyPolicy>();

/** The policy of a step: one that is published, with what the step says itself. */
export function policyOfOnce(step: OnceStep): IdempotencyPolicy {
	const policy = policies.get(step) ?? policySaid(step);
	policies.set(step, policy);
	return policy;
}

function policySaid({ policy, lifetime, lease, lost }: OnceStep): IdempotencyPolicy {
	const profile = idempotencyProfiles.find(({ name }) => name === policy);
	if (profile === undefined) throw new Error(`no policy ${policy} of idempotency keys`);
	return {
		...{ ...profile.policy, lostHolder: lost },
		...(lifetime === undefined ? {} : { keptMs: lifetime / NS_PER_MS }),
		...(lease === undefined ? {} : { leaseMs: lease / NS_PER_MS }),
	};
}

/** A key that is looked for, with what came along. */
interface Wanted {
	readonly name: string;
	readonly fingerprint: string | undefined;
	readonly policy: IdempotencyPolicy;
	readonly waits: boolean;
}

/** How keys and requests are digested: whoever plays the same requests many times remembers what came of it. */
export interface Digests<Request> {
	keyName(caller: string, route: string, key: string): string;
	fingerprintOf(request: Request, kind: FingerprintKind): string | undefined;
}

const DIGESTS: Digests<FingerprintedRequest> = { keyName, fingerprintOf };

/** Does a route once for each key, by the same decisions in every world. */
export function doOnce<Request extends OnceRequest>(
	step: OnceStep,
	request: Request,
	hands: OnceHands,
	digests: Digests<Request> = DIGESTS,
): void {
	const policy = policyOfOnce(step);
	const reading = readKey(request.values(policy.field), policy);
	if (!reading.ok && reading.why === "missing" && !policy.isRequired) {
		hands.work(() => hands.reply(hands.answer()));
		return;
	}
	if (!reading.ok) {
		hands.found(reading.why);
		hands.refuse(refusal(reading.why, policy, reading.detail));
		return;
	}
	const [caller, route] = [step.scope === "client" ? request.caller : "", policy.isPerRoute ? request.route : ""];
	const name = digests.keyName(caller, route, reading.key);
	const fingerprint = digests.fingerprintOf(request, policy.fingerprint);
	STORES[step.store]({ name, fingerprint, policy, waits: step["in-flight"] === "wait" }, hands);
}

const STORES: Readonly<globalThis.Record<OnceStep["store"], (wanted: Wanted, hands: OnceHands) => void>> = {
	"with-effect": doWithEffect,
	apart: doApart,
	memory: doInMemory,
};

/** BEGIN, SELECT, what is done, INSERT, COMMIT: whoever holds the key is told by the database, and dies with all of it. */
function doWithEffect(wanted: Wanted, hands: OnceHands): void {
	const { name, policy } = wanted;
	lookUp(wanted, hands, (record) => {
		hands.work(() => {
			const answer = hands.answer();
			if (!isStored(policy, answer.status)) {
				hands.rollBack(() => hands.reply(answer));
				return;
			}
			const ended = endKey<StoredReply>(record, record.fence, stored(answer), policy);
			const done = ended.does === "store" ? ended.record : record;
			hands.ask(saving(name, done), () => hands.commit("effect", () => hands.reply(answer)));
		});
	});
}

/** BEGIN, SELECT, INSERT, COMMIT; what is done; UPDATE. A crash between leaves the key without an end. */
function doApart(wanted: Wanted, hands: OnceHands): void {
	const { name, policy } = wanted;
	lookUp(wanted, hands, (record) => {
		hands.ask(saving(name, record), () =>
			hands.commit("key", () =>
				hands.work(() => {
					const answer = hands.answer();
					const ended = endKey<StoredReply>(record, record.fence, stored(answer), policy);
					const end: KeyAsked =
						ended.does === "store"
							? { ...saving(name, ended.record), does: "settle" }
							: { does: "forget", name, fence: record.fence };
					hands.ask(end, () => hands.reply(answer));
				}),
			),
		);
	});
}

/** Looks for the key in a transaction, which stays open where the request is to run. */
function lookUp(wanted: Wanted, hands: OnceHands, run: (record: InFlight) => void): void {
	hands.begin(() =>
		hands.ask({ does: "lock", name: wanted.name, waits: wanted.waits }, (known) => {
			if (known === "held") {
				hands.found("in-flight");
				hands.commit("key", () => hands.refuse(refusal("in-flight", wanted.policy)));
				return;
			}
			decide(wanted, known === undefined ? undefined : readRecord(known), hands, run, (reply) =>
				hands.commit("key", () => hands.refuse(reply)),
			);
		}),
	);
}

function doInMemory(wanted: Wanted, hands: OnceHands): void {
	const { name, policy } = wanted;
	const { records, waiting } = hands.memory;
	const known = records.get(name);
	const leftMs = known?.state === "in-flight" ? known.leaseUntilMs - hands.nowMs() : 0;
	if (wanted.waits && leftMs > 0 && known?.fingerprint === wanted.fingerprint) {
		let isWoken = false;
		const again = (): void => {
			if (isWoken) return;
			isWoken = true;
			doInMemory(wanted, hands);
		};
		waiting.set(name, [...(waiting.get(name) ?? []), again]);
		hands.wake(leftMs, again);
		return;
	}
	const run = (record: InFlight): void => {
		records.set(name, record);
		hands.work(() => {
			const answer = hands.answer();
			const ended = endKey(records.get(name), record.fence, stored(answer), policy);
			if (ended.does === "store") records.set(name, ended.record);
			else if (ended.does === "forget") records.delete(name);
			hands.reply(answer);
			const others = waiting.get(name) ?? [];
			waiting.delete(name);
			for (const other of others) other();
		});
	};
	decide(wanted, known, hands, run, hands.refuse);
}

function decide(
	{ fingerprint, policy }: Wanted,
	known: Record | undefined,
	hands: OnceHands,
	run: (record: InFlight) => void,
	refuse: (reply: HttpReply) => void,
): void {
	const fence = (known?.fence ?? 0) + 1;
	const decision = beginKey(known, { fingerprint, nowMs: hands.nowMs(), fence }, policy);
	if (decision.does === "run") {
		hands.found(known?.createdMs === decision.record.createdMs ? "taken-over" : "new");
		run(decision.record);
	} else if (decision.does === "replay") {
		hands.found("replayed");
		refuse(replayed(decision.answer, policy));
	} else {
		hands.found(decision.why);
		refuse(refusal(decision.why, policy));
	}
}

function saving(name: string, record: Record): Extract<KeyAsked, { readonly does: "save" | "settle" }> {
	return { does: "save", name, fence: record.fence, record: JSON.stringify(record) };
}

function refusal(why: RefusalReason, policy: IdempotencyPolicy, detail?: string): HttpReply {
	const { status, fields, text } = detail === undefined ? refusalOf(why, policy) : refusalOf(why, policy, detail);
	return { status, fields, body: textBody(text) };
}

function stored({ status, fields, body }: HttpReply): StoredReply {
	return { status, fields, text: bodyText(body) };
}

function replayed({ status, fields, text }: StoredReply, { replayedField }: IdempotencyPolicy): HttpReply {
	const mark: HttpReply["fields"] = replayedField === undefined ? [] : [[replayedField, "true"]];
	return { status, fields: [...fields, ...mark], body: textBody(text) };
}

/** A record as this program has written it: nobody else writes into the table of keys. */
function readRecord(text: string): Record {
	return JSON.parse(text) as Record;
}
