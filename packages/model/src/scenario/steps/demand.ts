import { z } from "zod";
import type { Nanoseconds, WrittenDuration } from "../../units/duration.ts";
import type { Descriptor } from "../descriptor.ts";
import { durationField, flagField, nameField, wordField } from "../fields.ts";
import { PROOFS, type Proof } from "../nodes/proves.ts";
import { scopesField } from "../nodes/scopes.ts";

/** Let those on who prove who they are. */
export interface DemandStep {
	readonly demand: Proof;
	/** Who issues the tokens. */
	readonly from?: string | undefined;
	/** What the token or key has to be good for. */
	readonly scope?: readonly string[] | undefined;
	/** How far the issuer's clock may be from the server's own. */
	readonly tolerance?: Nanoseconds | undefined;
	/** From one fetch of the issuer's keys to the next, where a token names one that isn't known. */
	readonly refetch?: Nanoseconds | undefined;
	/** Whether a request that changes something has to bring the token of its session's pages. */
	readonly csrf?: boolean | undefined;
	/** A session ends when nothing was asked in it for so long. */
	readonly idle?: Nanoseconds | undefined;
}

export interface WrittenDemand<Server extends string = string> {
	readonly demand: Proof;
	readonly from?: Server | undefined;
	readonly scope?: readonly string[] | undefined;
	readonly tolerance?: WrittenDuration | undefined;
	readonly refetch?: WrittenDuration | undefined;
	readonly csrf?: boolean | undefined;
	readonly idle?: WrittenDuration | undefined;
}

/** The words that belong to one proof, with whose they are. */
const BELONGS: Readonly<Record<"from" | "scope" | "tolerance" | "refetch" | "csrf" | "idle", readonly Proof[]>> = {
	from: ["token"],
	scope: ["token", "key"],
	tolerance: ["token"],
	refetch: ["token"],
	csrf: ["session"],
	idle: ["session"],
};

export const demand: Descriptor<DemandStep, WrittenDemand> = {
	name: "demand",
	what: "Let those on who prove who they are, by `token` (issued by `from`, good for every `scope`), `session` (a cookie; what changes something needs the token against forgery as well, unless `csrf: false`), `key` or `certificate`. Everybody else is answered 401, or 403, and nothing more happens. It stands first in its route.",
	example: "{ demand: token, from: login, scope: [orders:write], tolerance: 30s }",
	defaults: {},
	schema: z
		.strictObject({
			demand: wordField(PROOFS),
			from: nameField.optional(),
			scope: scopesField.optional(),
			tolerance: durationField.optional(),
			refetch: durationField.optional(),
			csrf: flagField("csrf").optional(),
			idle: durationField.optional(),
		})
		.superRefine((step, context) => {
			for (const [key, proofs] of Object.entries(BELONGS)) {
				if (step[key as keyof typeof BELONGS] === undefined || proofs.includes(step.demand)) continue;
				const message = `\`${key}\` belongs to demand: ${proofs.join(" or ")}`;
				context.addIssue({ code: "custom", path: [key], message });
			}
			if (step.demand === "token" && step.from === undefined) {
				context.addIssue({ code: "custom", message: "say who issues the tokens, like from: login" });
			}
		}),
};
