import { hasScopes } from "../challenge.ts";
import { type Guard, passed, refused } from "../guard.ts";
import { checkApiKey } from "./check.ts";
import { keyOf } from "./field.ts";
import type { ApiKeyRecord } from "./issue.ts";

/** Lets those pass who bring a key that is known, for all the scopes that are needed. */
export function apiKeyGuard(records: ReadonlyMap<string, ApiKeyRecord>, scopes: readonly string[] = []): Guard {
	return ({ fields }, nowS) => {
		const key = keyOf(fields);
		if (key === undefined) return refused("api-key", "no-credential", "no-key");
		const checked = checkApiKey(key, records, nowS);
		if (!checked.ok) return refused("api-key", "bad-credential", checked.why);
		const { owner, scopes: granted } = checked.record;
		return hasScopes(granted, scopes) ? passed(owner, granted) : refused("api-key", "not-allowed", "scope");
	};
}
