import type { Gzip } from "@roundtrip/behaviour";
import type { CreateAuth } from "./auth.ts";
import type { Keys } from "./keys.ts";
import type { CreateCaller } from "./links/caller-parts.ts";
import type { CreateBalancer } from "./nodes/balancer.ts";
import type { CreateCache } from "./nodes/cache.ts";
import type { CreatePrivateCache } from "./nodes/private-cache.ts";

/** What only some scenarios need whole, and the rest do without. */
export interface PlayParts {
	readonly createCaller: CreateCaller;
	/** For servers that compress. */
	readonly gzip?: Gzip | undefined;
	/** For clients that prove who they are, and servers that want to know. */
	readonly createAuth?: CreateAuth | undefined;
	/** For clients with idempotency keys, and servers that know them. */
	readonly keys?: Keys | undefined;
	/** For caches and balancers between clients and servers, and caches of clients. */
	readonly createCache?: CreateCache | undefined;
	readonly createBalancer?: CreateBalancer | undefined;
	readonly createPrivateCache?: CreatePrivateCache | undefined;
}
