import type { Deflate, Gzip } from "@roundtrip/behaviour";
import type { CreateAuth } from "./auth.ts";
import type { CreateHearts } from "./hearts.ts";
import type { Keys } from "./keys.ts";
import type { CreateLinkTeller } from "./link-teller.ts";
import type { CreateCaller } from "./links/caller-parts.ts";
import type { CreateBalancer } from "./nodes/balancer.ts";
import type { CreateCache } from "./nodes/cache.ts";
import type { CreateCommitLog } from "./nodes/commit-log.ts";
import type { PlayHedged } from "./nodes/hedged.ts";
import type { CreatePrivateCache } from "./nodes/private-cache.ts";
import type { Sockets } from "./nodes/sockets.ts";

/** What only some scenarios need whole, and the rest do without. */
export interface PlayParts {
	readonly createCaller: CreateCaller;
	/** For servers that compress. */
	readonly gzip?: Gzip | undefined;
	/** For servers that say something of their WebSockets. */
	readonly sockets?: Sockets | undefined;
	/** For servers that compress the messages of WebSockets. */
	readonly deflate?: Deflate | undefined;
	/** For clients that prove who they are, and servers that want to know. */
	readonly createAuth?: CreateAuth | undefined;
	/** For clients with idempotency keys, and servers that know them. */
	readonly keys?: Keys | undefined;
	/** For servers that ask whether their clients are still there. */
	readonly createHearts?: CreateHearts | undefined;
	/** For caches and balancers between clients and servers, and caches of clients. */
	readonly createCache?: CreateCache | undefined;
	readonly createBalancer?: CreateBalancer | undefined;
	readonly createPrivateCache?: CreatePrivateCache | undefined;
	/** For clients that send copies of late requests. */
	readonly playHedged?: PlayHedged | undefined;
	/** For faults that strike links. */
	readonly createLinkTeller?: CreateLinkTeller | undefined;
	/** For databases that lose what they have committed. */
	readonly createCommitLog?: CreateCommitLog | undefined;
}
