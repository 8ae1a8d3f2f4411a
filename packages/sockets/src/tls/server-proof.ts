import type { TlsOptions } from "node:tls";
import type { TlsVersion } from "@roundtrip/model";
import type { Identity } from "./identity.ts";
import { secureVersion } from "./version.ts";

/** How a node proves who it is. */
export interface ServerProof {
	readonly identity: Identity;
	readonly version: TlsVersion;
}

/** Longer than any run: a ticket from before it is good in all of it. */
const SESSION_S = 86_400;

/** Exactly one version of TLS; tickets are good in every life of the node. */
export function serverTlsOptions({ identity, version }: ServerProof): TlsOptions {
	const only = secureVersion(version);
	return {
		...{ key: identity.key, cert: identity.chain, minVersion: only, maxVersion: only },
		...{ ticketKeys: identity.ticketKeys, sessionTimeout: SESSION_S },
	};
}
