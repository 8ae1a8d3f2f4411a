import { type LinkName, linkEnds, type Scenario, type TlsVersion } from "@roundtrip/model";
import type { Ports } from "../node-context.ts";

/** Names of this machine under which a kept server answers, beside the server's own. */
export const LOOPBACK_HOSTS: readonly string[] = ["127.0.0.1", "localhost"];

/** One door of a kept server. */
export interface KeptAddress {
	/** Without a path: `http://127.0.0.1:4711`. */
	readonly url: string;
	/** In the server's order of preference. */
	readonly speaks: readonly ("http/1.1" | "http/2")[];
	readonly tls?: TlsVersion;
	/** The link that the door is for; absent for the plain one. */
	readonly link?: LinkName;
}

/** The name among the ports of the one that is for strangers in plain HTTP/1.1: that of the node is for other servers. */
export function strangersPort(server: string): string {
	return `strangers of ${server}`;
}

/** Where a kept server listens; the first address is plain HTTP/1.1. */
export function addressesOf({ links, nodes }: Scenario, server: string, ports: Ports): readonly KeptAddress[] {
	const plain: KeptAddress = { url: `http://127.0.0.1:${ports[strangersPort(server)]}`, speaks: ["http/1.1"] };
	const others = Object.entries(links).flatMap(([name, { over, tls }]): readonly KeptAddress[] => {
		const port = ports[name];
		const { from, to } = linkEnds(name);
		if (to !== server || nodes[from] !== undefined || port === undefined) return [];
		if (tls === undefined) return [{ url: `http://127.0.0.1:${port}`, speaks: ["http/2"], link: name }];
		const speaks = over === "http/2" ? (["http/2", "http/1.1"] as const) : (["http/1.1"] as const);
		return [{ url: `https://127.0.0.1:${port}`, speaks, tls, link: name }];
	});
	return [plain, ...others];
}
