import type { LinkSpec, Scenario } from "@roundtrip/model";

/** What a real world lacks, and why; the first of them that a scenario needs is told. */
const LACKS: readonly { readonly needs: (link: LinkSpec) => boolean; readonly why: string }[] = [
	{ needs: ({ over }) => over === "http/3", why: "HTTP/3 is simulated only: Node speaks none" },
	{ needs: ({ handshake }) => handshake === "0-rtt", why: "0-RTT is simulated only: Node sends no early data" },
];

/** Why a scenario can't run on real sockets; undefined where it can. */
export function noRealWorld(scenario: Scenario | undefined): string | undefined {
	const links = Object.values(scenario?.links ?? {});
	return LACKS.find(({ needs }) => links.some(needs))?.why;
}
