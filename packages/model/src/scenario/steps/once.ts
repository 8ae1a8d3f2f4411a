import { z } from "zod";
import type { Nanoseconds, WrittenDuration } from "../../units/duration.ts";
import type { Span, WrittenSpan } from "../../units/span.ts";
import type { Descriptor } from "../descriptor.ts";
import { durationField, nameField, spanField, wordField } from "../fields.ts";

/** Policies that services and a draft have published, by their names. */
export const KEY_POLICIES = ["draft", "stripe", "paypal", "adyen", "square"] as const;

export type KeyPolicy = (typeof KEY_POLICIES)[number];

/**
 * `with-effect`: the key, its answer and what the route commits are one transaction. `apart`: the key is committed before
 * and after the effect, by itself. `memory`: it is known to the server alone, until that dies.
 */
export type KeyStore = "with-effect" | "apart" | "memory";

/** Do what follows, up to the reply, once for each idempotency key. */
export interface OnceStep {
	/** The database that holds the keys. */
	readonly once: string;
	readonly store: KeyStore;
	/** How long a key is known; what the policy says unless it is said. */
	readonly lifetime?: Nanoseconds | undefined;
	/** Whether a key is its client's alone. */
	readonly scope: "client" | "everybody";
	/** What becomes of a request whose key is being worked on. */
	readonly "in-flight": "refuse" | "wait";
	/** Whose rules it follows. */
	readonly policy: KeyPolicy;
	/** How long whoever works on a key has it for himself, where no transaction says so. */
	readonly lease?: Nanoseconds | undefined;
	/** What becomes of a key whose holder has not ended in its lease. */
	readonly lost: "hold" | "run-again";
	/** How long the database works on one statement about keys, and on the commit. */
	readonly takes: Span;
}

export interface WrittenOnce<Database extends string = string> {
	readonly once: Database;
	readonly store?: KeyStore | undefined;
	readonly lifetime?: WrittenDuration | undefined;
	readonly scope?: "client" | "everybody" | undefined;
	readonly "in-flight"?: "refuse" | "wait" | undefined;
	readonly policy?: KeyPolicy | undefined;
	readonly lease?: WrittenDuration | undefined;
	readonly lost?: "hold" | "run-again" | undefined;
	readonly takes?: WrittenSpan | undefined;
}

const defaults = {
	store: "with-effect",
	scope: "client",
	"in-flight": "refuse",
	policy: "draft",
	lost: "hold",
	takes: "1ms",
} as const;

const lasting = durationField.refine((span) => span >= 1_000_000, { error: "keys are kept for 1ms or more" });

export const once: Descriptor<OnceStep, WrittenOnce> = {
	name: "once",
	what: "Do what follows, up to the reply, once for each idempotency key: a request with a key that is known is given the stored reply, and nothing is done. Without a key it is answered 400, with one that is being worked on 409 (with `in-flight: wait` it waits), with one that came with another content 422; the numbers are those of `policy`. `store: with-effect` commits the key and its reply in one transaction with the effect, in the database that is named: after a crash all of it is there, or nothing. `apart` commits the key by itself, before the effect and after it; a holder that died between is held against the key for a `lease`, and then the key stays taken (`lost: hold`: done once at most) or is worked on again (`lost: run-again`: perhaps twice). `memory` keeps keys in the server, which forgets them when it dies. A key is known for its `lifetime`, to the client that sent it or, with `scope: everybody`, to all. Keys of routes that follow no published service are those of the IETF's draft: a UUID in double quotes, in the field Idempotency-Key.",
	example: "{ once: ledger, lifetime: 24h }",
	defaults,
	schema: z.strictObject({
		once: nameField,
		store: wordField(["with-effect", "apart", "memory"]).prefault(defaults.store),
		lifetime: lasting.optional(),
		scope: wordField(["client", "everybody"]).prefault(defaults.scope),
		"in-flight": wordField(["refuse", "wait"]).prefault(defaults["in-flight"]),
		policy: wordField(KEY_POLICIES).prefault(defaults.policy),
		lease: lasting.optional(),
		lost: wordField(["hold", "run-again"]).prefault(defaults.lost),
		takes: spanField.prefault(defaults.takes),
	}),
};
