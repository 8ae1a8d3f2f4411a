import { createAuth } from "./auth.ts";
import { createDeflate } from "./deflate.ts";
import { createGzip } from "./gzip.ts";
import { createHearts } from "./hearts.ts";
import { KEYS } from "./keys.ts";
import { createLinkTeller } from "./link-teller.ts";
import { createCaller } from "./links/create-caller.ts";
import { createBalancer } from "./nodes/balancer.ts";
import { createCache } from "./nodes/cache.ts";
import { createCommitLog } from "./nodes/commit-log.ts";
import { playHedged } from "./nodes/hedged.ts";
import { createPrivateCache } from "./nodes/private-cache.ts";
import { SOCKETS } from "./nodes/sockets.ts";
import type { PlayParts } from "./parts.ts";

/** What any scenario may need. */
export function allParts(): PlayParts {
	return {
		createCaller,
		gzip: createGzip(),
		deflate: createDeflate(),
		sockets: SOCKETS,
		createAuth,
		createHearts,
		createCache,
		createBalancer,
		createPrivateCache,
		keys: KEYS,
		playHedged,
		createLinkTeller,
		createCommitLog,
	};
}
