import { countOf, formatDuration, formatSize } from "@roundtrip/analysis";
import type { Role } from "@roundtrip/model";
import { longName } from "../../lab/item.ts";
import type { NodeMoment } from "./node-moment.ts";
import type { PlacedFlight, StageMoment } from "./stage-moment.ts";

/** One message of the stage in words. */
export interface MessageWords {
	readonly message: string;
	readonly words: string;
}

/** The stage in words, for who can't see it: what is where, and what each is doing. */
export interface StageWords {
	readonly heading: string;
	readonly nodes: readonly { readonly node: string; readonly words: string }[];
	readonly links: readonly { readonly link: string; readonly words: string }[];
	readonly messages: readonly MessageWords[];
	/** Messages that are under way beyond those listed. */
	readonly more: number;
}

/** More than this nobody listens to. */
const MOST_LISTED = 40;

export function describeStage(moment: StageMoment, lingerNs: number): StageWords {
	const flights = moment.flights.filter(({ goneForNs }) => goneForNs <= lingerNs);
	const flying = flights.filter(({ state }) => state !== "lost").length;
	return {
		heading: `The stage at ${formatDuration(moment.cursor.timeNs)}: ${flying === 0 ? "no message under way" : `${countOf(flying, "message")} under way`}`,
		nodes: moment.nodes.map((node) => ({ node: node.node, words: `${node.node}, ${nodeWords(node)}` })),
		links: [...moment.open].map(([link, open]) => ({
			link,
			words: `${link}: ${openWords(open, moment.secured.get(link))}${heldWords(moment.streams.get(link))}`,
		})),
		messages: flights
			.slice(0, MOST_LISTED)
			.map((placed) => ({ message: placed.flight.message, words: flightWords(placed) })),
		more: Math.max(0, flights.length - MOST_LISTED),
	};
}

function openWords(open: number, secured = 0): string {
	const connections = `${countOf(open, "connection")} open`;
	return secured === 0 ? connections : `${connections}, ${secured === open ? "secured" : `${secured} secured`}`;
}

function heldWords(streams = 0): string {
	return streams === 0 ? "" : `, ${countOf(streams, "stream")} held open`;
}

function flightWords({ flight, share, state }: PlacedFlight): string {
	const what = `${longName(flight)}, ${formatSize(flight.size)}, from ${flight.from} to ${flight.to}`;
	if (state === "lost") return `${what}: lost ${percent(share)} of the way`;
	if (state === "held")
		return `${what}: held up${flight.delayedByNs === undefined ? "" : ` for ${formatDuration(flight.delayedByNs)}`}`;
	return `${what}: ${percent(share)} of the way`;
}

function percent(share: number): string {
	return `${Math.round(share * 100)} %`;
}

function nodeWords(moment: NodeMoment): string {
	const state = moment.up ? "" : ", down";
	return [`${moment.role}${state}`, ...roles[moment.role](moment)].join(": ");
}

const roles: Readonly<Record<Role, (moment: NodeMoment) => readonly string[]>> = {
	client: ({ waiting, backingOff, settled }) => {
		const parts: string[] = [];
		if (waiting) {
			const { count, elapsedNs, timeoutNs } = waiting;
			parts.push(`waits for ${countOf(count, "answer")}, ${formatDuration(elapsedNs)} of ${formatDuration(timeoutNs)}`);
		} else if (backingOff) parts.push(`tries again in ${formatDuration(backingOff.remainingNs)}`);
		else parts.push("idle");
		for (const belief of ["ok", "unknown", "failed"] as const) {
			if (settled[belief] > 0) parts.push(`${settled[belief]} ${belief}`);
		}
		return [parts.join(", ")];
	},
	cache: ({ lookups, hits }) => [`${hits} of ${countOf(lookups, "request")} answered from the cache`],
	balancer: ({ asked }) => [`${countOf(asked, "request")} under way`],
	server: ({ busy, workers, queued }) => [`${busy} of ${countOf(workers, "worker")} busy, ${queued} queued`],
	database: ({ busy, workers, committed }) => [
		`${busy} of ${countOf(workers, "worker")} busy, ${countOf(committed, "effect")} committed`,
	],
};
