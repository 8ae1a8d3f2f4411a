import type { LinkFault } from "../faults/struck-link.ts";
import { struckLink } from "../faults/struck-link.ts";
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
	}
}
