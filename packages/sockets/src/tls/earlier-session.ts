import { connect } from "node:tls";
import { type LinkName, type LinkSpec, linkEnds } from "@roundtrip/model";
import type { NodeContext, Ports } from "../node-context.ts";
import type { ClientIdentity } from "./client-identity.ts";
import { secureVersion } from "./version.ts";

/** Connects once over each of a node's links whose handshakes are resumed, for the ticket; that leaves no trace. */
export async function earlierSessions(
	{ node, scenario, identities }: NodeContext,
	ports: Ports,
): Promise<Readonly<Record<LinkName, Buffer>>> {
	const sessions: Record<LinkName, Buffer> = {};
	for (const [name, link] of Object.entries(scenario.links)) {
		const { from, to } = linkEnds(name);
		const { authority, own } = identities[name] ?? {};
		if (from !== node || link.handshake !== "resumed" || authority === undefined) continue;
		sessions[name] = await earlierSession({ to, link, authority, own, port: ports[name] ?? 0 });
	}
	return sessions;
}

interface Earlier {
	readonly to: string;
	readonly link: LinkSpec;
	readonly authority: string;
	/** Who the client proves to be: whoever resumes is who it was. */
	readonly own: ClientIdentity | undefined;
	readonly port: number;
}

function earlierSession({ to, link, authority, own, port }: Earlier): Promise<Buffer> {
	const version = secureVersion(link.tls ?? "1.3");
	return new Promise((resolve, reject) => {
		const socket = connect({
			...{ host: "127.0.0.1", port, servername: to, ca: authority, minVersion: version, maxVersion: version },
			...(own === undefined ? {} : { key: own.key, cert: own.chain }),
			...(link.over === "http/2" ? { ALPNProtocols: ["h2"] } : {}),
		});
		// With TLS 1.3 the ticket comes after the handshake.
		socket.once("session", (session: Buffer) => {
			resolve(session);
			socket.destroy();
		});
		socket.once("error", reject);
	});
}
