import { z } from "zod";
import { clip } from "../clip.ts";
import { LINK_WAYS } from "../scenario/faults/partition.ts";
import { describe } from "../scenario/fields.ts";
import { PROOFS } from "../scenario/nodes/proves.ts";
import { pathText } from "../scenario/problem.ts";
import { checkReferences } from "../scenario/references.ts";
import { type Scenario, scenarioSchema } from "../scenario/scenario.ts";
import type { EventKind, TraceEvent } from "./event.ts";
import { TRACE_VERSION, type TraceHeader } from "./header.ts";
import { callParts, isMessageId } from "./message-id.ts";

/** What a line of a trace file must be. Strict where the program relies on it; unknown fields are refused. */

const ns = z.int().min(0);
const nodeName = z.string().min(1).max(64);
const position = z.int().min(0);

const base = { seq: position, at: ns, node: nodeName, causes: z.array(position).max(64) };
const ofCall = {
	...base,
	exchange: z.int().min(1),
	attempt: z.int().min(1),
	call: z.string().refine((text) => isMessageId(`${text}>`)),
};
const hampering = z.enum(["paused", "slow", "full", "skewed"]);
const connectionName = z.string().min(1).max(128);
const ofConnection = { ...ofCall, connection: connectionName };
const ofMessage = { ...ofConnection, message: z.string().refine(isMessageId) };

const eventSchema = (kind: EventKind, fields: z.ZodRawShape, data: z.ZodRawShape): z.ZodType =>
	z.strictObject({ ...fields, kind: z.literal(kind), data: z.strictObject(data) });

const count = z.int().min(0);
const waits = z.partialRecord(
	z.enum(["congestion-window", "receive-window", "stream-window", "connection-window", "retransmission", "continue"]),
	z.int().min(1),
);

const bytesAsText = z.string().max(1_000_000);

const SCHEMAS: Readonly<Record<EventKind, z.ZodType>> = {
	begun: eventSchema("begun", ofCall, { to: nodeName, request: z.string() }),
	retried: eventSchema("retried", ofCall, {
		to: nodeName,
		waited: ns,
		redirect: z.string().optional(),
		renewed: z.literal(true).optional(),
		hedged: z.literal(true).optional(),
	}),
	queued: eventSchema("queued", ofCall, {
		for: z.enum(["connection", "worker", "lock", "credential", "keys", "item"]),
	}),
	resolving: eventSchema("resolving", ofCall, { to: nodeName }),
	resolved: eventSchema("resolved", ofCall, { to: nodeName }),
	connecting: eventSchema("connecting", ofConnection, { to: nodeName }),
	connected: eventSchema("connected", ofConnection, { to: nodeName }),
	secured: eventSchema("secured", ofConnection, {
		to: nodeName,
		tls: z.enum(["1.2", "1.3"]),
		handshake: z.enum(["full", "resumed", "0-rtt"]),
		roundTrips: z.int().min(0).max(8),
	}),
	refused: eventSchema("refused", ofConnection, {
		to: nodeName,
		certificate: z.enum(["expired", "wrong-host", "self-signed", "untrusted"]).optional(),
	}),
	closed: eventSchema("closed", ofConnection, {
		to: nodeName,
		why: z.enum(["gave-up", "reset", "done", "left", "no-pong"]),
	}),
	sent: eventSchema("sent", ofMessage, {
		to: nodeName,
		summary: z.string(),
		size: z.int().min(0),
		head: bytesAsText.optional(),
		body: bytesAsText.optional(),
	}),
	delivered: eventSchema("delivered", ofMessage, {
		from: nodeName,
		waits: waits.optional(),
		damaged: position.optional(),
	}),
	lost: eventSchema("lost", ofMessage, {
		to: nodeName,
		where: z.number().min(0).max(1),
		why: z.enum(["fault", "node-down", "closed", "outage"]),
		fault: position.optional(),
	}),
	copied: eventSchema("copied", ofCall, { fault: position }),
	delayed: eventSchema("delayed", ofMessage, { by: ns, fault: position }),
	packet: eventSchema(
		"packet",
		{ ...base, connection: connectionName },
		{
			to: nodeName,
			flags: z.string().max(32),
			...{ seq: count, length: count, size: count, ack: count },
			arrives: ns.optional(),
			lost: z.enum(["chance", "queue", "outage"]).optional(),
			again: z.literal(true).optional(),
			...{ cwnd: z.number().min(0), inFlight: z.number().min(0), ssthresh: z.number().min(0).optional() },
		},
	),
	started: eventSchema("started", ofCall, {}),
	withheld: eventSchema("withheld", ofCall, {
		why: z.enum(["breaker", "budget"]),
		to: z.string(),
		until: z.number().optional(),
	}),
	denied: eventSchema("denied", ofCall, { demand: z.enum(PROOFS), why: z.string().max(64) }),
	keyed: eventSchema("keyed", ofCall, {
		found: z.enum(["new", "taken-over", "replayed", "in-flight", "reused", "unknown-outcome", "missing", "malformed"]),
	}),
	committed: eventSchema("committed", ofCall, { effect: z.string(), recovered: z.boolean().optional() }),
	aborted: eventSchema("aborted", ofCall, {
		why: z.enum(["serialization", "deadlock", "lock-timeout", "idle", "asked", "disk-full"]),
	}),
	replied: eventSchema("replied", ofCall, { status: z.int().min(100).max(599) }),
	published: eventSchema("published", ofCall, { channel: z.string(), number: z.int().min(1) }),
	"looked-up": eventSchema("looked-up", ofCall, {
		found: z.enum(["fresh", "stale", "revalidate", "miss", "only-if-cached"]),
		why: z.string().max(64).optional(),
	}),
	stored: eventSchema("stored", ofCall, {
		what: z.enum(["stored", "freshened", "not-stored", "stale-if-error"]),
		why: z.string().max(64).optional(),
	}),
	"timed-out": eventSchema("timed-out", ofCall, { after: ns }),
	settled: eventSchema("settled", ofCall, {
		belief: z.enum(["ok", "failed", "unknown"]),
		status: z.int().min(100).max(599).optional(),
		why: z.enum(["answered", "refused", "not-sent", "reset", "timed-out", "left"]),
	}),
	crashed: eventSchema("crashed", base, { fault: position, silent: z.boolean(), why: z.literal("memory").optional() }),
	restarted: eventSchema("restarted", base, { fault: position }),
	impaired: eventSchema("impaired", base, {
		to: nodeName,
		fault: position,
		way: z.enum(LINK_WAYS),
		how: z.enum(["cut", "slow"]),
	}),
	flushed: eventSchema("flushed", base, { fault: position }),
	forgotten: eventSchema("forgotten", ofCall, { effect: z.string(), fault: position }),
	mended: eventSchema("mended", base, { to: nodeName, fault: position }),
	hampered: eventSchema("hampered", base, { how: hampering, fault: position }),
	recovered: eventSchema("recovered", base, { how: hampering, fault: position }),
};

const header = z.strictObject({
	trace: z.literal(TRACE_VERSION),
	world: z.enum(["simulated", "real"]),
	seed: z.int().min(0),
	scenario: scenarioSchema,
	versions: z.record(z.string(), z.string()),
	fidelity: z.record(z.string(), z.enum(["bytes", "messages", "model"])),
});

export type Checked<Value> =
	| { readonly ok: true; readonly value: Value }
	| { readonly ok: false; readonly problem: string };

function check<Value>(schema: z.ZodType, data: unknown): Checked<Value> {
	const result = schema.safeParse(data);
	if (result.success) return { ok: true, value: result.data as Value };
	const issue = result.error.issues[0];
	const where = issue === undefined || issue.path.length === 0 ? "" : `${clip(pathText(issue.path))}: `;
	return { ok: false, problem: `${where}${issue?.message ?? "not valid"}` };
}

/** A header whose scenario could be run. */
export function checkHeader(data: unknown): Checked<TraceHeader> {
	const checked = check<TraceHeader>(header, data);
	if (!checked.ok) return checked;
	const [dangling] = checkReferences(checked.value.scenario);
	if (dangling === undefined) return checked;
	return { ok: false, problem: `scenario.${pathText(dangling.path)}: ${dangling.message}` };
}

/** The plain form of a scenario, as headers have it. */
export function plainScenario(scenario: Scenario): unknown {
	return z.encode(scenarioSchema, scenario);
}

/** The plain form of a header; `checkHeader` reads it back. */
export function writtenHeader(value: TraceHeader): unknown {
	return z.encode(header, value);
}

export function checkEvent(data: unknown): Checked<TraceEvent> {
	const kind = typeof data === "object" && data !== null && "kind" in data ? data.kind : undefined;
	if (typeof kind !== "string" || !Object.hasOwn(SCHEMAS, kind)) {
		return { ok: false, problem: `${describe(kind)} is not a kind of event` };
	}
	const checked = check<TraceEvent>(SCHEMAS[kind as EventKind], data);
	if (!checked.ok || namesAgree(checked.value)) return checked;
	return { ok: false, problem: "its exchange, attempt, call and message don't belong together" };
}

/** The name of a call says its exchange and attempt, the name of a message its call: together they say it once. */
function namesAgree(event: TraceEvent): boolean {
	if (!("call" in event)) return true;
	const { exchange, attempt } = callParts(event.call);
	if (exchange !== event.exchange || attempt !== event.attempt) return false;
	return !("message" in event) || callParts(event.message).call === event.call;
}
