import type { Scenario } from "@roundtrip/model";
import type { GuardAnswer, GuardedRequest } from "./guard.ts";
import type { AuthHands } from "./hands.ts";
import type { Secrets } from "./secrets.ts";

/** What somebody says to a server to be known there. */
export interface DeskRequest extends GuardedRequest {
	readonly text: string;
}

/** Whether a request may go on, and if not, what is answered. */
export type Verdict = Exclude<GuardAnswer, { readonly kind: "fetch-keys" }>;

/** What the desk of a server is made of. */
export interface DeskParts {
	readonly scenario: Scenario;
	readonly server: string;
	readonly secrets: Secrets;
	readonly hands: AuthHands;
}
