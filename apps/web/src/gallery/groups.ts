import type { GalleryScenario } from "./scenarios.ts";

interface Group {
	readonly title: string;
	readonly scenarios: readonly GalleryScenario[];
}

/** The order in which a newcomer would go through them. */
const ORDER: readonly { readonly title: string; readonly ids: readonly string[] }[] = [
	{ title: "The price of a round-trip", ids: ["first-request", "five-in-turn", "five-at-once"] },
	{
		title: "Distance, handshakes and windows",
		ids: [
			"handshakes",
			"zero-rtt",
			"keep-alive",
			"redirect",
			"six-or-one",
			"slow-start",
			"rate-or-distance",
			"head-of-line",
			"streams-apart",
			"around-the-world",
			"full-queue",
		],
	},
	{
		title: "Shapes of conversation",
		ids: [
			"rest-resources",
			"http-conditions",
			"rpc-procedures",
			"grpc-streams",
			"grpc-deadline",
			"connect-feed",
			"graphql-selection",
			"graphql-batching",
			"polling",
			"polling-etag",
			"long-polling",
			"sse-news",
			"sse-resume",
			"websocket-chat",
			"websocket-heartbeat",
			"graphql-over-websocket",
			"webhook",
			"async-request-reply",
			"batching",
			"fire-and-forget",
		],
	},
	{
		title: "Who is asking",
		ids: [
			"session-cookie",
			"token-renewal",
			"expired-token",
			"clock-skew",
			"stolen-token",
			"mutual-tls",
			"bad-certificate",
		],
	},
	{
		title: "Caches and databases",
		ids: [
			"edge-cache",
			"stale-if-error",
			"cache-stampede",
			"cold-cache",
			"balancer",
			"n-plus-one",
			"index-or-scan",
			"lost-update",
		],
	},
	{ title: "The answer that did not come", ids: ["lost-reply", "slow-server", "slow-or-never"] },
	{
		title: "Once, twice or never",
		ids: [
			"double-transfer",
			"double-transfer-with-key",
			"delivered-twice",
			"delivered-twice-with-key",
			"key-per-attempt",
			"key-per-exchange",
			"key-behind-balancer",
			"key-behind-balancer-shared",
			"key-in-memory",
			"key-in-database",
			"key-apart",
			"key-together",
			"disk-full-key-elsewhere",
			"disk-full-key-together",
			"pause-past-lease",
			"key-expired",
			"key-kept",
			"timeout-too-short",
			"timeout-with-key",
			"set-or-add",
			"crash-after-commit",
			"mail-at-most-once",
			"two-writes",
			"outbox",
			"retry-amplification",
			"retry-at-the-edge",
			"retry-budget",
			"breaker",
		],
	},
	{
		title: "The server that died",
		ids: ["connection-reset", "crash-and-revive", "one-way-partition", "changed-byte", "failover-loses"],
	},
	{ title: "More than it can take", ids: ["queue", "slow-spell", "out-of-memory", "out-of-memory-admission"] },
];

/** The gallery in its groups; what no group names stands last. */
export function grouped(scenarios: readonly GalleryScenario[]): readonly Group[] {
	const named = ORDER.map(({ title, ids }) => ({
		title,
		scenarios: ids.flatMap((id) => scenarios.filter((scenario) => scenario.id === id)),
	}));
	const known = new Set(ORDER.flatMap(({ ids }) => ids));
	const rest = { title: "More", scenarios: scenarios.filter(({ id }) => !known.has(id)) };
	return [...named, rest].filter((group) => group.scenarios.length > 0);
}
