import { createResolver, type Resolver } from "@roundtrip/network";
import type { World } from "../world.ts";
import type { Call } from "./call.ts";
import { recordAddress } from "./connection-events.ts";
import type { Link } from "./link.ts";

/** Who is asked for the address of a link's other end; nobody where it is known. */
export function resolverOf(world: World, { spec }: Link): Resolver | undefined {
	if (spec.dns === undefined) return undefined;
	return createResolver(world, { rttNs: spec.dns, ttlNs: spec["dns-ttl"] });
}

/** Asks for the address, if need be; `known` is called with what explains that it is known, also when the call is over. */
export function askAddress(
	world: World,
	link: Link,
	resolver: Resolver | undefined,
	call: Call,
	causes: readonly number[],
	known: (causes: readonly number[]) => void,
): void {
	if (resolver === undefined) {
		known(causes);
		return;
	}
	let isKnown = false;
	let resolving: number | undefined;
	resolver.resolve(link.answerer.name, () => {
		isKnown = true;
		if (resolving === undefined || call.isOver) known(causes);
		else known([recordAddress(world, link, call, "resolved", [resolving])]);
	});
	if (!isKnown) resolving = recordAddress(world, link, call, "resolving", causes);
}
