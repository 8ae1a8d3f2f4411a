import { plainRequest, textBody } from "@roundtrip/behaviour";
import {
	type LinkName,
	type LinkSpec,
	linkEnds,
	NS_PER_MS,
	NS_PER_S,
	PLAIN_LINK,
	requestOf,
	responseOf,
} from "@roundtrip/model";
import type { JournalEntry } from "../journal/entry.ts";
import type { NodeContext } from "../node-context.ts";
import { parseProbeAnswer, probeCall } from "../servers/probe.ts";
import { createShapedLink, type Lags } from "../shaper/link.ts";
import { createCaller } from "./caller.ts";
import { createQuestion } from "./question.ts";

const PROBES = 6;
/** What wakes from a rest is slower, and in a run most things do: probes travel over a link with a delay as well. */
const RTT = { least: 8 * NS_PER_MS, most: 30 * NS_PER_MS } as const;
/** More than the loopback interface ever takes on its own: it was the machine that had no time. */
const LAG_AT_MOST_NS = 400_000;

/**
 * Measures what the loopback interface and the HTTP libraries take on each link of a node, by calls to the processes
 * that will be asked in the run. They leave no trace.
 */
export async function probeLags(
	context: NodeContext,
	ports: Readonly<Record<string, number>>,
): Promise<Readonly<Record<LinkName, Lags>>> {
	const own = Object.keys(context.scenario.links).filter((name) => linkEnds(name).from === context.node);
	const lags: Record<LinkName, Lags> = {};
	for (const name of own) lags[name] = await probe(name, context, ports[linkEnds(name).to] ?? 0);
	return lags;
}

async function probe(name: LinkName, { scenario, seed, timers }: NodeContext, port: number): Promise<Lags> {
	const entries: JournalEntry[] = [];
	const journal = {
		write: (entry: JournalEntry) => entries.push(entry),
		writeAll: (several: readonly JournalEntry[]) => entries.push(...several),
		...{ length: 0, close: () => undefined },
	};
	const rtt = Math.min(RTT.most, Math.max(RTT.least, scenario.links[name]?.rtt ?? 0));
	const probed: LinkSpec = { ...PLAIN_LINK, rtt };
	const link = createShapedLink(name, {
		scenario: { ...scenario, links: { [name]: probed }, faults: [] },
		...{ seed, port },
		journal,
		timers,
	});
	const caller = createCaller(link, 1);
	const samples: Lags[] = [];
	for (let nth = 1; nth <= PROBES; nth++) {
		await new Promise((ended) => {
			const call = probeCall(nth);
			const body = textBody('{"probe":true}');
			const at = { atNs: timers.clock.now(), timeoutNs: 10 * NS_PER_S };
			caller.ask(createQuestion({ call, to: link.to, request: plainRequest("POST", "/", body), ...at, ended }));
		});
		// The first one opens the connection, and is like no other.
		if (nth > 1) samples.push(sampleOf(probeCall(nth), entries, timers.clock.onMachine));
	}
	caller.close();
	const usual = (which: keyof Lags): number => lowerQuartile(samples.map((sample) => sample[which]));
	return { requestOut: usual("requestOut"), responseIn: usual("responseIn"), responseOut: usual("responseOut") };
}

function sampleOf(call: string, entries: readonly JournalEntry[], onMachine: (timeNs: number) => bigint): Lags {
	const sent = (message: string) =>
		entries.find((entry) => "kind" in entry && entry.kind === "sent" && entry.message === message);
	const [request, response] = [sent(requestOf(call)), sent(responseOf(call))];
	const end = entries.findLast((entry) => "kind" in entry && entry.kind === "delivered");
	if (request === undefined || response === undefined || end === undefined)
		throw new Error(`the probe ${call} got no answer`);
	if (!("leftNs" in request && "leftNs" in response)) throw new Error("a message that never left");
	const { arrived, replied } = parseProbeAnswer(response.data.body ?? "");
	return {
		requestOut: Number(arrived - onMachine(request.dueNs)),
		responseIn: Number(onMachine(response.leftNs) - replied),
		responseOut: end.at - response.dueNs,
	};
}

/** What it takes at a good moment: too little taken off leaves a message late, too much would have it come too early. */
function lowerQuartile(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	return Math.min(LAG_AT_MOST_NS, Math.max(0, sorted[Math.floor(sorted.length / 4)] ?? 0));
}
