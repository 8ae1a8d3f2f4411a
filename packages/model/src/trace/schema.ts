import { z } from "zod";
import { scenarioSchema } from "../scenario/scenario.ts";
import type { EventKind, TraceEvent } from "./event.ts";
import { TRACE_VERSION, type TraceHeader } from "./header.ts";
import { isMessageId } from "./message-id.ts";

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
const ofConnection = { ...ofCall, connection: z.string().min(1).max(128) };
const ofMessage = { ...ofConnection, message: z.string().refine(isMessageId) };

const event = <Kind extends EventKind>(kind: Kind, fields: z.ZodRawShape, data: z.ZodRawShape): z.ZodType =>
	z.strictObject({ ...fields, kind: z.literal(kind), data: z.strictObject(data) });

const bytesAsText = z.string().max(1_000_000);
const why = z.string().max(64);

const SCHEMAS: Readonly<Record<EventKind, z.ZodType>> = {
	begun: event("begun", ofCall, { to: nodeName, request: z.string() }),
	retried: event("retried", ofCall, { to: nodeName, waited: ns }),
	queued: event("queued", ofCall, { for: z.enum(["connection", "worker"]) }),
	connecting: event("connecting", ofConnection, { to: nodeName }),
	connected: event("connected", ofConnection, { to: nodeName }),
	refused: event("refused", ofConnection, { to: nodeName }),
	closed: event("closed", ofConnection, { to: nodeName, why: z.enum(["gave-up", "reset"]) }),
	sent: event("sent", ofMessage, {
		to: nodeName,
		summary: z.string(),
		size: z.int().min(0),
		head: bytesAsText.optional(),
		body: bytesAsText.optional(),
	}),
	delivered: event("delivered", ofMessage, { from: nodeName }),
	lost: event("lost", ofMessage, {
		to: nodeName,
		where: z.number().min(0).max(1),
		why: z.enum(["fault", "node-down", "closed"]),
		fault: position.optional(),
	}),
	delayed: event("delayed", ofMessage, { by: ns, fault: position }),
	started: event("started", ofCall, {}),
	committed: event("committed", ofCall, { effect: z.string(), recovered: z.boolean().optional() }),
	replied: event("replied", ofCall, { status: z.int().min(100).max(599) }),
	"timed-out": event("timed-out", ofCall, { after: ns }),
	settled: event("settled", ofCall, {
		belief: z.enum(["ok", "failed", "unknown"]),
		status: z.int().min(100).max(599).optional(),
		why,
	}),
	crashed: event("crashed", base, { fault: position, silent: z.boolean() }),
	restarted: event("restarted", base, { fault: position }),
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
	return { ok: false, problem: `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "not valid"}` };
}

export function checkHeader(data: unknown): Checked<TraceHeader> {
	return check(header, data);
}

/** The plain form of a header; `checkHeader` reads it back. */
export function writtenHeader(value: TraceHeader): unknown {
	return z.encode(header, value as z.output<typeof header>);
}

export function checkEvent(data: unknown): Checked<TraceEvent> {
	const kind = typeof data === "object" && data !== null && "kind" in data ? data.kind : undefined;
	if (typeof kind !== "string" || !Object.hasOwn(SCHEMAS, kind))
		return { ok: false, problem: `unknown kind of event ${JSON.stringify(kind)}` };
	return check(SCHEMAS[kind as EventKind], data);
}
