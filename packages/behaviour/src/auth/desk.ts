import type { DemandStep, IssueStep } from "@roundtrip/model";
import type { HttpReply } from "../messages/http-message.ts";
import { partsOfKey } from "./api-key/check.ts";
import { apiKeyGuard } from "./api-key/guard.ts";
import { type ApiKeyRecord, hashOfKey } from "./api-key/issue.ts";
import { createSessionDesk, type SessionDesk } from "./cookie-session/desk.ts";
import { createCredentialFaults } from "./credential-faults.ts";
import type { DeskParts, DeskRequest, Verdict } from "./desk-parts.ts";
import type { GuardedRequest } from "./guard.ts";
import { createTokenDesk, type KeyFetch, type TokenDesk } from "./jwt/desk.ts";
import { certificateGuard } from "./mutual-tls/guard.ts";
import { type Secrets, subjectsAt } from "./secrets.ts";

/**
 * What one server does about those who ask it: it gives them sessions and tokens, and looks at what they show. It decides
 * the same in every world; what takes time, or is done by libraries, are its hands.
 */
export interface AuthDesk {
	/** Answers what a server has routes for by itself. */
	issue(what: IssueStep["issue"], request: DeskRequest, told: (reply: HttpReply) => void): void;
	/** Whether a request may go on. */
	demand(step: DemandStep, request: GuardedRequest, fetch: KeyFetch, told: (verdict: Verdict) => void): void;
	/** Its memory is gone: sessions, what renews tokens, the names of those that have passed, keys of others. */
	reset(): void;
}

export function createAuthDesk(parts: DeskParts): AuthDesk {
	const { scenario, server, secrets, hands } = parts;
	const faults = createCredentialFaults(scenario.faults);
	const records = recordsOf(server, secrets);
	const certified = subjectsAt(secrets, server, "certificate").map(({ client }) => client);
	let tokens: TokenDesk = createTokenDesk({ ...parts, faults });
	let sessions: SessionDesk = createSessionDesk({ ...parts, faults });
	return {
		issue(what, request, told) {
			if (what === "session") sessions.login(request, told);
			else if (what === "logout") told(sessions.logout(request));
			else tokens.issue(what, request, told);
		},
		demand(step, request, fetch, told) {
			if (step.demand === "token") {
				tokens.demand(step, request, fetch, told);
				return;
			}
			const guard =
				step.demand === "session"
					? sessions.guard(step)
					: step.demand === "key"
						? apiKeyGuard(records, step.scope)
						: certificateGuard(certified);
			told(guard(request, hands.nowS()) as Verdict);
		},
		reset() {
			tokens = createTokenDesk({ ...parts, faults });
			sessions = createSessionDesk({ ...parts, faults });
		},
	};
}

/** What a server keeps of the keys that it has given, by their ids. */
function recordsOf(server: string, secrets: Secrets): ReadonlyMap<string, ApiKeyRecord> {
	return new Map(
		subjectsAt(secrets, server, "key").flatMap(({ client, user, scopes }) => {
			const key = secrets.apiKeys[client] ?? "";
			const id = partsOfKey(key)?.id;
			return id === undefined ? [] : [[id, { id, owner: user, scopes, hash: hashOfKey(key) }] as const];
		}),
	);
}
