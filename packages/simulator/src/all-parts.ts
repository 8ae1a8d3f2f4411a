import { createAuth } from "./auth.ts";
import { createGzip } from "./gzip.ts";
import { KEYS } from "./keys.ts";
import { createCaller } from "./links/create-caller.ts";
import { createBalancer } from "./nodes/balancer.ts";
import { createCache } from "./nodes/cache.ts";
import { createPrivateCache } from "./nodes/private-cache.ts";
import type { PlayParts } from "./parts.ts";

/** What any scenario may need. */
export function allParts(): PlayParts {
	return { createCaller, gzip: createGzip(), createAuth, createCache, createBalancer, createPrivateCache, keys: KEYS };
}
