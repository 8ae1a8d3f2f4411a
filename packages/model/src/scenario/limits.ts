/**
 * Bounds on everything a scenario file can ask for, so that no file can hang or exhaust the program.
 * They are far above what a person reads on a stage and far below what a machine can't hold.
 */
export const LIMITS = {
	/** Counted in characters where the text has been decoded: never more than its bytes. */
	fileBytes: 262_144,
	nodes: 64,
	links: 256,
	routesPerServer: 128,
	stepsPerRoute: 32,
	/** Beside the first, in one transaction. */
	effectsAtOnce: 8,
	/** Records of one database. */
	rows: 1_000_000,
	/** Amounts of one database, and how far from 0 one of them begins or is changed at once. */
	amounts: 32,
	amount: 1_000_000_000,
	/** Of one row. */
	scanNs: 1_000_000,
	trafficLines: 256,
	/** Exchanges of the whole run, over all lines of traffic. */
	exchanges: 100_000,
	faults: 64,
	expectations: 64,
	workers: 10_000,
	queue: 1_000_000,
	connections: 1_000,
	/** Servers behind a balancer. */
	balanced: 16,
	attempts: 100,
	/** Packets lost in a row, in the mean. */
	lossBurst: 1_000,
	certificateBytes: 100_000,
	/** Segments. */
	initialWindow: 1_000,
	titleLength: 200,
	aboutLength: 10_000,
	bodyLength: 65_536,
	headerFields: 32,
	/** Of a token or key. */
	scopes: 16,
	headerLength: 4_096,
	/** Items of one stream, in one direction. */
	streamItems: 10_000,
	/** Calls that one step makes. */
	stepCalls: 1_000,
	/** Calls of servers for one request, of all servers together. */
	callsPerRequest: 9_000,
	/** Servers that ask one another for one request. */
	callDepth: 8,
	nameLength: 32,
	/** With its method it stays below the 1,024 characters that YAML takes as a key. */
	pathLength: 1_000,
	yamlAliases: 100,
	yamlDepth: 64,
	/** Problems reported of one file; more would not be read. */
	problems: 20,
} as const;
