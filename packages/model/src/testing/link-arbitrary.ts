import { LIMITS } from "../scenario/limits.ts";
import { PLAIN_LINK } from "../scenario/link.ts";
import type { LinkSpec } from "../scenario/link-spec.ts";
import { duration } from "../units/duration.ts";
import type { Choices } from "./choices.ts";

/** How far, and how bad, links become. */
export interface LinkSizes {
	readonly longestNs: number;
	/** In millionths. */
	readonly mostLoss: number;
	readonly mostQueue: number;
	readonly mostWindow: number;
}

/** Whatever a link can say that its rules allow: half of them plain. */
export function drawLink(choices: Choices, sizes: LinkSizes): LinkSpec {
	const time = (): number => choices.integer(0, sizes.longestNs);
	const rate = (): number => choices.integer(10_000, 1_000_000_000_000);
	const plain: LinkSpec = { rtt: time(), ...choices.field("rate", rate), ...PLAIN_LINK };
	if (choices.boolean()) return plain;
	const over = choices.pick(["http/1.1", "http/2", "http/3"] as const);
	return {
		...plain,
		...choices.field("rate-up", rate),
		...choices.field("jitter", time),
		...choices.field("dns", time),
		...{ over, "dns-ttl": choices.integer(0, duration.max) },
		...{ "keep-alive": over !== "http/1.1" || choices.boolean() },
		...{ windows: over === "http/2" ? choices.pick(["node", "browser"] as const) : "node" },
		...{ tcp: choices.pick(["cubic", "reno"] as const), "initial-window": choices.integer(1, sizes.mostWindow) },
		...drawSecurity(choices, over),
		...drawLosses(choices, over, sizes),
	};
}

function drawSecurity(choices: Choices, over: LinkSpec["over"]): Partial<LinkSpec> {
	const certificates = choices.integer(0, LIMITS.certificateBytes);
	const tls = choices.pick([undefined, "1.2", "1.3"] as const);
	if (over === "http/3") {
		const handshake = choices.pick(["full", "resumed", "0-rtt"] as const);
		return { certificates, handshake, ...choices.field("tls", () => "1.3" as const) };
	}
	if (tls === undefined) return {};
	const handshake = choices.pick(["full", "resumed", tls === "1.3" ? "0-rtt" : "full"] as const);
	return { certificates, tls, handshake };
}

/** What is lost, and the detail that it needs. */
function drawLosses(choices: Choices, over: LinkSpec["over"], sizes: LinkSizes): Partial<LinkSpec> {
	if (choices.boolean()) {
		return choices.field("detail", () =>
			choices.pick(["packets", over === "http/3" ? "packets" : "messages"] as const),
		);
	}
	const loss = choices.integer(1, sizes.mostLoss);
	return {
		loss,
		...choices.field("loss-burst", () => choices.integer(1, LIMITS.lossBurst)),
		...choices.field("queue", () => choices.integer(1, sizes.mostQueue)),
	};
}
