import type { TlsOptions } from "node:tls";
import type { TlsVersion } from "@roundtrip/model";
import type { Identity } from "./identity.ts";
import { secureVersion } from "./version.ts";

/** How a node proves who it is. */
export interface ServerProof {
	readonly identity: Identity;
	readonly version: TlsVersion;
	/** The certificate of the authority that its clients must be vouched for by, PEM; without it they need none. */
	readonly clients?: string;
	/** Who has no such certificate is let in all the same: routes look at it. */
	readonly areOptional?: boolean;
}

/** Longer than any run: a ticket from before it is good in all of it. */
const SESSION_S = 86_400;

/** Tickets of clients that have proved who they are: a server gives none without a name for what they are good for. */
const SESSIONS_OF_CLIENTS = "roundtrip";

/** Exactly one version of TLS; tickets are good in every life of the node. Whoever has no certificate that is asked for is refused, unless they are optional. */
export function serverTlsOptions({ identity, version, clients, areOptional = false }: ServerProof): TlsOptions {
	const only = secureVersion(version);
	return {
		...{ key: identity.key, cert: identity.chain, minVersion: only, maxVersion: only },
		...{ ticketKeys: identity.ticketKeys, sessionTimeout: SESSION_S },
		...(clients === undefined
			? {}
			: {
					...{ ca: clients, requestCert: true, rejectUnauthorized: !areOptional },
					sessionIdContext: SESSIONS_OF_CLIENTS,
				}),
	};
}

/** How a node proves who it is at a link, and whether it asks who is at the other end. */
export function proofOf(identity: Identity, version: TlsVersion): ServerProof {
	const { clients } = identity;
	return { identity, version, ...(clients === undefined ? {} : { clients, areOptional: true }) };
}
