import { z } from "zod";
import { type CallId, isCallId } from "../../trace/message-id.ts";
import type { Nanoseconds, WrittenDuration } from "../../units/duration.ts";
import type { Descriptor } from "../descriptor.ts";
import { durationField, type Field, flagField, nameField, wordField } from "../fields.ts";

/** How far a node has come with a call when it dies. */
export type CrashPoint = "received" | "committed" | "replying";

const CRASH_POINTS = ["received", "committed", "replying"] as const;

interface EveryCrash {
	readonly crash: string;
	/**
	 * False: the process dies and its machine says so (connections are reset, new ones refused).
	 * True: the machine goes dark, and whoever asks hears nothing.
	 */
	readonly silent: boolean;
}

/** A node dies at a time, and may come back. */
export interface TimedCrash extends EveryCrash {
	readonly at: Nanoseconds;
	/** When it is started again, on what it had made lasting; without it, never. */
	readonly "restart-at"?: Nanoseconds | undefined;
	/** It is stopped, not killed: a server says to its WebSockets that it goes away (1001) before it ends. */
	readonly orderly?: boolean | undefined;
}

/** A node dies at a point of its work on a call. */
export interface PointedCrash extends EveryCrash {
	readonly when: CrashPoint;
	readonly of: CallId;
	/** How long after its death it is started again; without it, never. */
	readonly "restart-after"?: Nanoseconds | undefined;
}

export type CrashFault = TimedCrash | PointedCrash;

interface EveryWrittenCrash<Node extends string> {
	readonly crash: Node;
	readonly silent?: boolean | undefined;
}

export interface WrittenTimedCrash<Node extends string = string> extends EveryWrittenCrash<Node> {
	readonly at: WrittenDuration;
	readonly "restart-at"?: WrittenDuration | undefined;
	readonly orderly?: boolean | undefined;
}

export interface WrittenPointedCrash<Node extends string = string> extends EveryWrittenCrash<Node> {
	readonly when: CrashPoint;
	readonly of: `e${string}`;
	readonly "restart-after"?: WrittenDuration | undefined;
}

export type WrittenCrash<Node extends string = string> = WrittenTimedCrash<Node> | WrittenPointedCrash<Node>;

const defaults = { silent: false };

const callError = "write the name of a call, such as e1.1 for a server, or e1.1/1 for a database";

const call = z.string({ error: callError }).refine(isCallId, { error: callError }) as unknown as Field<
	CallId,
	`e${string}`
>;

const written = z
	.strictObject({
		crash: nameField,
		at: durationField.optional(),
		"restart-at": durationField.optional(),
		when: wordField(CRASH_POINTS).optional(),
		of: call.optional(),
		"restart-after": durationField.optional(),
		silent: z.boolean({ error: "silent is true or false" }).prefault(defaults.silent),
		orderly: flagField("orderly").optional(),
	})
	.check((context) => {
		const problem = problemOf(context.value);
		if (problem === undefined) return;
		const { key, message } = problem;
		context.issues.push({ code: "custom", input: context.value, message, path: key === undefined ? [] : [key] });
	});

type Keys = z.output<typeof written>;

/** A crash has a time or a point, and only the words that go with it. */
function problemOf(fault: Keys): { readonly key?: keyof Keys; readonly message: string } | undefined {
	const { at, when, of } = fault;
	if (fault.orderly === true && at === undefined)
		return { key: "orderly", message: "who is stopped in order has a time: write at" };
	if (fault.orderly === true && fault.silent) {
		return { key: "orderly", message: "who goes silently says nothing: leave out silent or orderly" };
	}
	if (at === undefined && when === undefined && of === undefined) {
		return { message: "say when it dies: at: 150ms, or at a point: when: received, of: e1.1" };
	}
	if (at !== undefined) {
		const other = (["when", "of", "restart-after"] as const).find((key) => fault[key] !== undefined);
		if (other !== undefined) return { key: other, message: `a crash at a time has no \`${other}\`` };
		const back = fault["restart-at"];
		if (back !== undefined && back <= at) return { key: "restart-at", message: "`restart-at` must be later than `at`" };
		return undefined;
	}
	if (when === undefined) return { message: "say at which point it dies: when: received, committed or replying" };
	if (of === undefined) return { message: "say of which call, like of: e1.1" };
	if (fault["restart-at"] !== undefined) {
		return { key: "restart-at", message: "when it dies isn't known before; write restart-after" };
	}
	return undefined;
}

export const crash: Descriptor<CrashFault, WrittenCrash> = {
	name: "crash",
	what: "A server or database dies; what it was doing is gone, what it committed stays. It dies at a time, or at a point of its work on a call: `received`, before anything is done for it; `committed`, when a database has made its effects lasting, or when a server has heard that one has; `replying`, when all is done and nothing has been said. `silent` takes its machine along. With `orderly: true` a server is stopped instead of killed, as for a release: it first says to its WebSockets that it goes away (1001); what else it was doing is gone as well.",
	example: "{ crash: bank, at: 150ms, restart-at: 1s }",
	defaults,
	// The check makes one of the two of what is read.
	schema: written as unknown as Field<CrashFault, WrittenCrash>,
};
