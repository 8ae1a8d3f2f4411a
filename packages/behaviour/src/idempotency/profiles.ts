import { DRAFT_POLICY, type IdempotencyPolicy } from "./policy.ts";

/** A policy as a service or a specification has published it. */
export interface IdempotencyProfile {
	readonly name: string;
	/** Where it is published, and when we read it. */
	readonly source: string;
	readonly readOn: string;
	readonly policy: IdempotencyPolicy;
	/** What the source doesn't say: there the policy has our own choice. */
	readonly unsaid: readonly (keyof IdempotencyPolicy)[];
	/** What it does that a policy here can't say. */
	readonly differs: readonly string[];
}

const HOUR_MS = 3_600_000;

const draft: IdempotencyProfile = {
	name: "draft",
	source: "https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-idempotency-key-header-07",
	readOn: "2026-11-21",
	policy: DRAFT_POLICY,
	unsaid: ["lengthAtLeast", "lengthAtMost", "fingerprint", "keptMs", "leaseMs", "lostHolder", "replayedField"],
	differs: [],
};

const stripe: IdempotencyProfile = {
	name: "stripe",
	source: "https://docs.stripe.com/api/idempotent_requests (API v1)",
	readOn: "2026-11-21",
	policy: {
		...DRAFT_POLICY,
		...{ syntax: "bare", lengthAtLeast: 1, lengthAtMost: 255, isRequired: false, methods: ["POST"], isPerRoute: false },
		...{ keptMs: 24 * HOUR_MS, stores: "all", fingerprint: "octets", replayedField: "idempotent-replayed" },
		statuses: { missing: 400, malformed: 400, inFlight: 409, reused: 400 },
	},
	unsaid: ["lengthAtLeast", "leaseMs", "lostHolder", "retryAfterS", "replayedField"],
	differs: [
		"keys are kept for at least 24 hours; here for exactly that long",
		"parameters are compared after they were parsed, not octet by octet",
		"answers of requests that fail validation before the endpoint begins are not stored",
	],
};

const paypal: IdempotencyProfile = {
	name: "paypal",
	source: "https://developer.paypal.com/api/rest/reference/idempotency and /api/orders/v2 (Orders)",
	readOn: "2026-11-21",
	policy: {
		...DRAFT_POLICY,
		...{ field: "paypal-request-id", syntax: "bare", lengthAtLeast: 1, lengthAtMost: 108, isRequired: false },
		...{ methods: ["POST"], keptMs: 6 * HOUR_MS, replayedField: undefined },
	},
	unsaid: ["isPerRoute", "fingerprint", "leaseMs", "lostHolder", "stores", "statuses", "retryAfterS"],
	differs: [
		"the latest state of the first request is answered, not its stored answer",
		"of two requests at the same time the second may fail; with which status is not said",
		"some calls require the field, others don't know it",
	],
};

const adyen: IdempotencyProfile = {
	name: "adyen",
	source: "https://docs.adyen.com/development-resources/api-idempotency/",
	readOn: "2026-11-21",
	policy: {
		...DRAFT_POLICY,
		...{ syntax: "bare", lengthAtLeast: 1, lengthAtMost: 64, isRequired: false, methods: ["POST"], isPerRoute: false },
		...{ keptMs: 31 * 24 * HOUR_MS, replayedField: undefined },
	},
	unsaid: ["lengthAtLeast", "fingerprint", "leaseMs", "lostHolder", "stores", "statuses", "retryAfterS"],
	differs: [
		"keys are kept for at least 31 days; here for exactly that long",
		"keys belong to a company account, and to one region",
		"the answer carries the key back in the same field",
	],
};

const square: IdempotencyProfile = {
	name: "square",
	source: "https://developer.squareup.com/docs/build-basics/common-api-patterns/idempotency",
	readOn: "2026-11-21",
	policy: {
		...DRAFT_POLICY,
		...{ field: "idempotency-key", syntax: "bare", lengthAtLeast: 1, replayedField: undefined },
		...{ methods: ["POST"], stores: ["2xx"] },
	},
	unsaid: ["lengthAtMost", "isRequired", "isPerRoute", "keptMs", "leaseMs", "lostHolder", "statuses", "retryAfterS"],
	differs: [
		"the key is a member of the content, idempotency_key, not a field",
		"how long keys are kept is not published",
		"that another content is an error may vary from call to call",
	],
};

/** Policies that are published, the draft's first. */
export const idempotencyProfiles: readonly IdempotencyProfile[] = [draft, stripe, paypal, adyen, square];
