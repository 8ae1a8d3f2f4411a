import { detailOf } from "@roundtrip/behaviour";
import type { LinkName, Scenario } from "@roundtrip/model";

/** Whether a link's bytes come when a model of its packets says so, and not message by message. */
export function isModelled(scenario: Scenario, name: LinkName): boolean {
	const link = scenario.links[name];
	if (link === undefined) return false;
	const isPlain = link.tls === undefined && link.dns === undefined && link["keep-alive"] && link.over === "http/1.1";
	return detailOf(scenario, name) === "packets" || !isPlain || (link.jitter ?? 0) > 0;
}
