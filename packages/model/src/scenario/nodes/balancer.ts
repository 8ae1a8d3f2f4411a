import { z } from "zod";
import type { Nanoseconds, WrittenDuration } from "../../units/duration.ts";
import type { Descriptor } from "../descriptor.ts";
import { countField, durationField, nameField, wordField } from "../fields.ts";
import { LIMITS } from "../limits.ts";

/** How a balancer chooses: in turn, the one with the fewest requests, or always the same one for a client. */
export type Choice = "turn" | "least" | "client";

const CHOICES = ["turn", "least", "client"] as const;

/** Stands before several servers that can do the same, and gives each request to one of them. */
export interface BalancerSpec {
	readonly is: "balancer";
	/** The servers, or caches before them. */
	readonly of: readonly string[];
	readonly by: Choice;
	/** How long it leaves a server alone that it could not reach, as long as there is another. */
	readonly rest: Nanoseconds;
	/** How long it waits for an answer; then it answers 504. */
	readonly timeout: Nanoseconds;
	/** Connections it opens at a time to each server. */
	readonly connections: number;
}

/** A balancer as it is written; its name and kind stand beside it. */
export interface WrittenBalancer<Server extends string = string> {
	readonly of: readonly Server[];
	readonly by?: Choice | undefined;
	readonly rest?: WrittenDuration | undefined;
	readonly timeout?: WrittenDuration | undefined;
	readonly connections?: number | undefined;
}

const defaults = { by: "turn", rest: "10s", timeout: "30s", connections: 100 } as const;

export const balancer: Descriptor<BalancerSpec, WrittenBalancer & { readonly is: "balancer" }> = {
	name: "balancer",
	what: "Stands before several servers and gives each request to one of them: in `turn`, to the one with the `least` requests under way, or always to the same one for a `client`. It is asked for the routes that all of them have. A request that a server refuses the connection for goes to the next one, since nobody has seen it; one whose answer doesn't come is not sent again, since it may have been done. A server that could not be reached, or didn't answer, rests.",
	example: "front: { is: balancer, of: [bank-1, bank-2] }",
	defaults,
	schema: z.strictObject({
		is: z.literal("balancer"),
		of: z
			.array(nameField, { error: "of is a list of servers, like of: [bank-1, bank-2]" })
			.min(1, { error: "of names at least one server" })
			.max(LIMITS.balanced, { error: `of names at most ${LIMITS.balanced} servers` }),
		by: wordField(CHOICES).prefault(defaults.by),
		rest: durationField.prefault(defaults.rest),
		timeout: durationField.prefault(defaults.timeout),
		connections: countField(1, LIMITS.connections).prefault(defaults.connections),
	}),
};
