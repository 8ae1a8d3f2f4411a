import type { LinkFault } from "../faults/struck-link.ts";
import { struckLink } from "../faults/struck-link.ts";
import type { ThrottleFault } from "../faults/throttle.ts";
import type { LinkSpec } from "../link-spec.ts";
import { nearestHint } from "../nearest.ts";
import type { Scenario } from "../scenario.ts";
import type { Report } from "./names.ts";

/** The link that a fault strikes has to be there, and to be one whose packets can be told apart. */
export function checkLinkFault({ links }: Scenario, fault: LinkFault, index: number, report: Report): void {
	const name = struckLink(fault) ?? "";
	const [key = ""] = Object.entries(fault).flatMap(([word, value]) => (value === name ? [word] : []));
	const link = Object.hasOwn(links, name) ? links[name] : undefined;
	if (link === undefined) {
		report(["faults", index, key], `no link '${name}'${nearestHint(name, Object.keys(links))}`);
	} else if (link.detail === "messages") {
		const message = `${name} travels in whole messages, and what a ${key} does is done to packets: leave out detail: messages there`;
		report(["faults", index, key], message);
	} else if ("throttle" in fault) {
		checkThrottle(link, fault, index, report);
	}
}

/** What isn't slower than the link is no fault. */
function checkThrottle(link: LinkSpec, { throttle, rate, rtt }: ThrottleFault, index: number, report: Report): void {
	const fastest = link.rate === undefined ? Number.POSITIVE_INFINITY : Math.max(link.rate, link["rate-up"] ?? 0);
	if (rate !== undefined && rate >= fastest) {
		report(["faults", index, "rate"], `${throttle} is no faster than that anyway; give a lower rate`);
	}
	if (rtt !== undefined && rtt <= link.rtt) {
		report(["faults", index, "rtt"], `${throttle} takes as long anyway; give a longer rtt`);
	}
}
