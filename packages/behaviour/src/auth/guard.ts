import type { Method } from "@roundtrip/model";
import type { HeaderField } from "../messages/http-message.ts";
import { type AuthProblem, type AuthRefusal, type AuthScheme, refuse } from "./challenge.ts";
import type { ClientProof } from "./mutual-tls/check.ts";
import type { EpochSeconds } from "./seconds.ts";

/** A request as far as a guard looks at it. */
export interface GuardedRequest {
	readonly method: Method;
	readonly fields: readonly HeaderField[];
	/** Who asks by their certificate, where the server asks for one. */
	readonly client?: ClientProof;
}

/** What becomes of a request before its route sees it. */
export type GuardAnswer =
	| { readonly kind: "passed"; readonly subject: string; readonly scopes: readonly string[] }
	/** `why` is for the trace and the server's log, the refusal for who asked. */
	| { readonly kind: "refused"; readonly why: string; readonly refusal: AuthRefusal }
	/** The issuer's keys must be fetched first; then the guard is asked again. */
	| { readonly kind: "fetch-keys" };

/** Stands before a route and lets those pass who may ask. */
export type Guard = (request: GuardedRequest, nowS: EpochSeconds) => GuardAnswer;

export function passed(subject: string, scopes: readonly string[] = []): GuardAnswer {
	return { kind: "passed", subject, scopes };
}

export function refused(scheme: AuthScheme, problem: AuthProblem, why: string): GuardAnswer {
	return { kind: "refused", why, refusal: refuse(scheme, problem) };
}
