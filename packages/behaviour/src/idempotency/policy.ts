import type { Milliseconds } from "./record.ts";

/** How a key is written in its field. */
export type KeySyntax =
	/** A String of Structured Fields, in double quotes (RFC 9651, section 3.3.3), as the draft has it. */
	| "structured"
	/** Visible ASCII without quotes, as most services take it. */
	| "bare"
	/** Both; `"k"` and `k` are the same key. */
	| "either";

/** What is compared when a key comes again. */
export type FingerprintKind =
	/** Method, target, content type and the octets of the content. */
	| "octets"
	/** The same with JSON content in canonical form: members in another order, other spaces and `1.0` for `1` are equal. */
	| "canonical-json"
	/** Nothing: the key alone decides. */
	| "none";

/** Which answers become the answer of their key. The others give the key back: the next request with it runs. */
export type StoredAnswers = "all" | readonly AnswerClass[];
export type AnswerClass = "2xx" | "3xx" | "4xx" | "5xx";

/**
 * What becomes of a key whose holder let its lease end, which a store without a transaction around the effect can't decide:
 * the holder may have died before the effect, after it, or not at all.
 */
export type LostHolder =
	/** The next request runs: the effect may be there twice unless it looks at the fence. */
	| "run-again"
	/** The key stays taken until it expires: the effect is there at most once, and nobody is told which. */
	| "hold";

/** What a service decides about its keys. */
export interface IdempotencyPolicy {
	/** The name of the request's field. */
	readonly field: string;
	readonly syntax: KeySyntax;
	/** Characters of a key. */
	readonly lengthAtLeast: number;
	readonly lengthAtMost: number;
	/** Without a key: refuse, or run as if there were no keys. */
	readonly isRequired: boolean;
	/** Methods that keys are for; requests with another one run as if there were no keys. */
	readonly methods: readonly string[];
	/** Whether a key belongs to the route as well as to the caller. */
	readonly isPerRoute: boolean;
	readonly fingerprint: FingerprintKind;
	/** How long a key is known after it was first seen. */
	readonly keptMs: Milliseconds;
	/** How long a holder may work before it is taken for dead; stores with transactions don't need it. */
	readonly leaseMs: Milliseconds;
	readonly lostHolder: LostHolder;
	readonly stores: StoredAnswers;
	readonly statuses: {
		readonly missing: number;
		readonly malformed: number;
		readonly inFlight: number;
		readonly reused: number;
	};
	/** What a client is told to wait while its key is in flight. */
	readonly retryAfterS: number;
	/** The field that marks an answer as one that was given before; none where undefined. */
	readonly replayedField: string | undefined;
	/** Where a client finds this policy: the `type` of problems (RFC 9457). */
	readonly documentation: string;
}

const HOUR_MS = 3_600_000;

/**
 * The policy of draft-ietf-httpapi-idempotency-key-header-07. What the draft leaves to the service is: how long keys are
 * kept (here a day), how they are compared (octets), which answers are stored (all), and a mark on answers that are given
 * again.
 */
export const DRAFT_POLICY: IdempotencyPolicy = {
	...{ field: "idempotency-key", syntax: "structured", lengthAtLeast: 16, lengthAtMost: 255, isRequired: true },
	...{ methods: ["POST", "PATCH"], isPerRoute: true, fingerprint: "octets" },
	...{ keptMs: 24 * HOUR_MS, leaseMs: 60_000, lostHolder: "hold", stores: "all" },
	statuses: { missing: 400, malformed: 400, inFlight: 409, reused: 422 },
	...{ retryAfterS: 1, replayedField: "idempotency-replayed", documentation: "about:blank" },
};

/** Whether an answer becomes the answer of its key. */
export function isStored(policy: IdempotencyPolicy, status: number): boolean {
	if (policy.stores === "all") return true;
	return policy.stores.some((each) => each[0] === String(Math.trunc(status / 100)));
}

/** What is wrong with a policy, in a sentence; undefined where nothing is. */
export function problemOfPolicy(policy: IdempotencyPolicy): string | undefined {
	if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(policy.field)) return `field ${policy.field} is no lower-case name of a field`;
	if (!isWithin(policy.lengthAtLeast, 1, policy.lengthAtMost)) return "lengthAtLeast lies between 1 and lengthAtMost";
	if (!isWithin(policy.lengthAtMost, 1, 4_096)) return "lengthAtMost lies between 1 and 4096";
	if (!(policy.keptMs > 0 && policy.leaseMs > 0)) return "keptMs and leaseMs are more than 0";
	if (!isWithin(policy.retryAfterS, 0, 86_400)) return "retryAfterS lies between 0 and 86400";
	if (!Object.values(policy.statuses).every((status) => isWithin(status, 400, 499))) return "statuses are 400 to 499";
	return undefined;
}

function isWithin(value: number, least: number, most: number): boolean {
	return Number.isSafeInteger(value) && value >= least && value <= most;
}
