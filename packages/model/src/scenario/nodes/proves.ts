import { z } from "zod";
import type { Nanoseconds, WrittenDuration } from "../../units/duration.ts";
import type { Descriptor } from "../descriptor.ts";
import { durationField, type Field, nameField } from "../fields.ts";
import { scopesField } from "./scopes.ts";

/** A client that logs in at a server that issues tokens, and sends one with each request that demands it. */
export interface ProvesToken {
	readonly token: string;
	/** As whom; by its own name without it. */
	readonly as?: string | undefined;
	/** What the token is good for. */
	readonly scope?: readonly string[] | undefined;
	/** How long before its end a token is renewed; a tenth of its life without it, at most 30 s. */
	readonly early?: Nanoseconds | undefined;
}

/** A client that logs in at the server itself, and sends the cookie of its session. */
export interface ProvesSession {
	readonly session: string;
	readonly as?: string | undefined;
}

/** A client that was given a key of a server once. */
export interface ProvesKey {
	readonly key: string;
	readonly as?: string | undefined;
	readonly scope?: readonly string[] | undefined;
}

/** A client with a certificate of its own, which it shows a server while their connection is secured. */
export interface ProvesCertificate {
	readonly certificate: string;
}

/** How a client proves who it is. */
export type ProvesSpec = ProvesToken | ProvesSession | ProvesKey | ProvesCertificate;

export interface WrittenProvesToken {
	readonly token: string;
	readonly as?: string | undefined;
	readonly scope?: readonly string[] | undefined;
	readonly early?: WrittenDuration | undefined;
}

export type WrittenProves = WrittenProvesToken | ProvesSession | ProvesKey | ProvesCertificate;

/** The ways, by the keys that they are told by. */
export const PROOFS = ["token", "session", "key", "certificate"] as const;
export type Proof = (typeof PROOFS)[number];

const token: Descriptor<ProvesToken, WrittenProvesToken> = {
	name: "token",
	what: "It logs in at a server that issues tokens, by name and password, shows its token with each request that demands one, and has it renewed before it ends.",
	example: "{ token: login, as: ann }",
	defaults: {},
	schema: z.strictObject({
		token: nameField,
		as: nameField.optional(),
		scope: scopesField.optional(),
		early: durationField.optional(),
	}),
};

const session: Descriptor<ProvesSession> = {
	name: "session",
	what: "It logs in at the server itself, as a browser: it keeps the cookie of its session.",
	example: "{ session: shop, as: ann }",
	defaults: {},
	schema: z.strictObject({ session: nameField, as: nameField.optional() }),
};

const key: Descriptor<ProvesKey> = {
	name: "key",
	what: "It was given a key of the server before.",
	example: "{ key: api }",
	defaults: {},
	schema: z.strictObject({ key: nameField, as: nameField.optional(), scope: scopesField.optional() }),
};

const certificate: Descriptor<ProvesCertificate> = {
	name: "certificate",
	what: "It has a certificate of its own, and shows it while a connection to the server is secured.",
	example: "{ certificate: api }",
	defaults: {},
	schema: z.strictObject({ certificate: nameField }),
};

/** How a client can prove who it is. */
export const proofKinds: readonly Descriptor<ProvesSpec>[] = [token, session, key, certificate];

export const provesField: Field<ProvesSpec, WrittenProves> = z.union(
	proofKinds.map((kind) => kind.schema),
) as unknown as Field<ProvesSpec, WrittenProves>;

/** What a client proves, and to whom or by whom. */
export function proofOf(proves: ProvesSpec): { readonly proof: Proof; readonly at: string } {
	if ("token" in proves) return { proof: "token", at: proves.token };
	if ("session" in proves) return { proof: "session", at: proves.session };
	return "key" in proves ? { proof: "key", at: proves.key } : { proof: "certificate", at: proves.certificate };
}
