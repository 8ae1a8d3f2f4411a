import type { LinkSpec } from "./link-spec.ts";

/** A key of a link that can't be meant beside the others. */
export interface Contradiction {
	readonly key: keyof LinkSpec;
	readonly message: string;
}

interface Rule extends Contradiction {
	readonly broken: (link: LinkSpec) => boolean;
}

const RULES: readonly Rule[] = [
	{
		key: "loss-burst",
		message: "bursts of what? Say how much is lost too, like loss: 1%",
		broken: (link) => link["loss-burst"] !== undefined && !link.loss,
	},
	{
		key: "handshake",
		message: "there is no handshake without TLS; add tls: 1.3",
		broken: (link) => link.handshake !== "full" && link.tls === undefined && link.over !== "http/3",
	},
	{
		key: "handshake",
		message: "0-RTT is of TLS 1.3; write tls: 1.3, or handshake: resumed",
		broken: (link) => link.handshake === "0-rtt" && link.tls === "1.2",
	},
	{ key: "tls", message: "HTTP/3 has TLS 1.3 in it", broken: (link) => link.over === "http/3" && link.tls === "1.2" },
	{
		key: "keep-alive",
		message: "HTTP/2 and HTTP/3 have one connection for all requests; write over: http/1.1",
		broken: (link) => !link["keep-alive"] && link.over !== "http/1.1",
	},
	{
		key: "windows",
		message: "only HTTP/2 has these windows; add over: http/2",
		broken: (link) => link.windows !== "node" && link.over !== "http/2",
	},
	{
		key: "detail",
		message: "lost packets need detail: packets",
		broken: (link) => link.detail === "messages" && (!!link.loss || link.queue !== undefined),
	},
	{
		key: "detail",
		message: "HTTP/3 needs detail: packets",
		broken: (link) => link.detail === "messages" && link.over === "http/3",
	},
];

/** What of a link can't be meant, in the order of the rules. */
export function contradictions(link: LinkSpec): readonly Contradiction[] {
	return RULES.filter(({ broken }) => broken(link));
}
