import {
	type Bytes,
	type ContentSpec,
	type LinkName,
	type LinkSpec,
	linkEnds,
	routesAt,
	type Scenario,
	struckLink,
} from "@roundtrip/model";
import { contentSaid, jsonContent } from "../messages/content.ts";
import { SEGMENT_BYTES } from "./wire-bytes.ts";

/** What the head of a message and a handshake take of the first window beside its content. */
const HEAD_AT_MOST: Bytes = 1_448;

/** How a link is simulated: packet by packet, or in whole messages. */
export type Detail = "packets" | "messages";

/**
 * The detail that a link asks for. Where it doesn't, packets are simulated where they make a difference: where some can
 * be lost, where a fault strikes the link, where messages share a connection, or where one is larger than what may be sent before the first
 * acknowledgement. Elsewhere whole messages take the same time.
 */
export function detailOf(scenario: Scenario, name: LinkName): Detail {
	const link = scenario.links[name];
	if (link === undefined) return "messages";
	if (link.detail !== undefined) return link.detail;
	const windowBytes = link["initial-window"] * SEGMENT_BYTES - HEAD_AT_MOST;
	return canLose(link) ||
		isStruck(scenario, name) ||
		link.over !== "http/1.1" ||
		largestContent(scenario, name) > windowBytes
		? "packets"
		: "messages";
}

/** Whether a fault cuts a link, or makes it slower for a while. */
export function isStruck({ faults }: Scenario, name: LinkName): boolean {
	return faults.some((fault) => struckLink(fault) === name);
}

function canLose(link: LinkSpec): boolean {
	return (link.loss ?? 0) > 0 || link.queue !== undefined;
}

/** Of all requests and answers that can go over a link. What a database says is small. */
function largestContent(scenario: Scenario, name: LinkName): Bytes {
	const { from, to } = linkEnds(name);
	const said = (content: ContentSpec): Bytes => jsonContent(scenario.types, contentSaid(content)).size;
	const answers = Object.values(routesAt(scenario, to)).flatMap((steps) =>
		steps.map((step) => ("reply" in step || "send" in step ? said(step) : 0)),
	);
	const requests = scenario.traffic.flatMap((line) =>
		line.from === from && (line.to === undefined || line.to === to) ? [said(line)] : [],
	);
	return Math.max(0, ...answers, ...requests);
}
