import {
	type CopyingFate,
	createMessageFaults,
	createPipes,
	type MessageFaults,
	type Pipe,
	type PlannedCrash,
	plannedCrashes,
	planTraffic,
	suddenDeaths,
} from "@roundtrip/behaviour";
import {
	type CallId,
	callParts,
	type LinkName,
	type LinkSpec,
	linkEnds,
	type MessageId,
	type Nanoseconds,
	type Scenario,
} from "@roundtrip/model";
import type { Journal } from "../journal/writer.ts";
import { type Addresses, createAddresses } from "../names/addresses.ts";
import type { Trust } from "../tls/trust.ts";
import { isModelled } from "./modelled-link.ts";
import { ModelledNetwork } from "./modelled-network.ts";
import type { Overtaking } from "./overtaking.ts";
import { createPacketLog } from "./packet-log.ts";
import type { Timers } from "./timers.ts";

/** How far the life of the asking process before this one had come on a link: connections and messages go on counting. */
export interface LinkCounts {
	readonly connections: number;
	/** Requests and answers, in their order. */
	readonly messages: readonly CountedMessage[];
}

export interface CountedMessage {
	readonly message: MessageId;
	readonly sentNs: Nanoseconds;
}

/**
 * How long the loopback interface and the HTTP libraries take at the places where a link's delay is made, in ns. It
 * counts as part of the delay: what is late already is held up for so much less.
 */
export interface Lags {
	/** From letting a request go to its arrival at the node. */
	readonly requestOut: number;
	/** From a node's handing over its answer to its bytes coming by. */
	readonly responseIn: number;
	/** From letting an answer go to its arrival at the node. */
	readonly responseOut: number;
}

const NO_LAGS: Lags = { requestOut: 0, responseIn: 0, responseOut: 0 };

/** What the other end is to a connection by the plan of crashes. */
export interface FarSide {
	/** There; down, as its machine says; dark; or back, with no memory of the connection. */
	readonly state: "there" | "down" | "dark" | "back";
	/** It went without a word. */
	readonly silently: boolean;
	/** When it went, ns. */
	readonly goneNs: number;
}

/** With more exchanges than that, packets are too many to be kept. */
const PACKETS_KEPT_UP_TO = 200;

const THERE: FarSide = { state: "there", silently: false, goneNs: Number.POSITIVE_INFINITY };

/** A link as the process at its asking end holds it: what all its connections share. */
export interface ShapedLink {
	readonly name: LinkName;
	readonly spec: LinkSpec;
	readonly from: string;
	readonly to: string;
	/** Where the node at the other end listens on the loopback interface. */
	readonly port: number;
	readonly forth: Pipe;
	readonly back: Pipe;
	readonly faults: MessageFaults;
	readonly lags: Lags;
	readonly journal: Journal;
	readonly timers: Timers;
	/** The model of its packets; absent where whole messages are shaped. */
	readonly network: ModelledNetwork | undefined;
	/** Who is asked for the address of the other end; absent where it is known. */
	readonly addresses: Addresses | undefined;
	/** Whom connections trust, where they are secured. */
	readonly trust: Trust | undefined;
	/** Numbers the next connection, from 1; `phone->bank#1` is its name. */
	nextConnection(): number;
	/** What the other end is now to a connection that it accepted at a time. */
	farSide(acceptedNs: number): FarSide;
	/** Whether the other end is dark now, so that not even a new connection is answered. */
	isDark(): boolean;
	/** The other end's process may kill itself at a point of its work, which is in no plan. */
	readonly mayDieAtPoint: boolean;
	/** Whether the other end's process lives now, by the plan. */
	isThere(): boolean;
	/** Whether it did not at a time. */
	wasGone(timeNs: number): boolean;
	/** Requests on it are copies of others, beside the connections that its node asks over. */
	readonly isForCopies: boolean;
	/** Where messages wait to be overtaken; absent where none is to. */
	readonly overtaking: Overtaking | undefined;
	/** Told when a request has left that is to come more than once. */
	copied: (call: CallId, fate: CopyingFate) => void;
	/** How many things are on their way. */
	underWay: number;
}

export interface LinkParts {
	readonly scenario: Scenario;
	readonly seed: number;
	readonly port: number;
	readonly trust?: Trust | undefined;
	readonly counts?: LinkCounts | undefined;
	readonly lags?: Lags | undefined;
	readonly isForCopies?: boolean;
	readonly overtaking?: Overtaking | undefined;
	readonly journal: Journal;
	readonly timers: Timers;
}

export function createShapedLink(name: LinkName, parts: LinkParts): ShapedLink {
	const { scenario, port, trust, counts, lags = NO_LAGS, journal, timers, isForCopies = false, overtaking } = parts;
	const { from, to } = linkEnds(name);
	const spec = scenario.links[name];
	if (spec === undefined) throw new Error(`the scenario has no link ${name}`);
	const crashes = plannedCrashes(scenario).filter((crash) => crash.node === to);
	let opened = counts?.connections ?? 0;

	function isGone(
		{ atNs, restartAtNs = Number.POSITIVE_INFINITY }: PlannedCrash,
		timeNs = timers.clock.now(),
	): boolean {
		return atNs <= timeNs && timeNs < restartAtNs;
	}

	return {
		...{ name, spec, from, to, port, trust, lags, journal, timers, isForCopies, overtaking, underWay: 0 },
		copied: () => undefined,
		addresses: addressesOf(name, parts),
		network: isModelled(scenario, name) ? networkOf(name, parts) : undefined,
		...createPipes(spec),
		faults: faultsAfter(scenario, name, counts),
		nextConnection: () => ++opened,
		farSide(acceptedNs) {
			const now = timers.clock.now();
			const crash = crashes.find((each) => each.atNs > acceptedNs && each.atNs <= now);
			if (crash === undefined) return THERE;
			const { atNs, silent, restartAtNs = Number.POSITIVE_INFINITY } = crash;
			const state = now >= restartAtNs ? "back" : silent ? "dark" : "down";
			return { state, silently: silent, goneNs: atNs };
		},
		mayDieAtPoint: suddenDeaths(scenario).some((death) => death.node === to),
		isDark: () => crashes.some((crash) => crash.silent && isGone(crash)),
		isThere: () => !crashes.some((crash) => isGone(crash)),
		wasGone: (timeNs) => crashes.some((crash) => isGone(crash, timeNs)),
	};
}

function networkOf(name: LinkName, parts: LinkParts): ModelledNetwork {
	const { scenario, seed, lags = NO_LAGS, journal, timers, isForCopies = false } = parts;
	const aheadNs = Math.ceil(Math.max(lags.requestOut, lags.responseOut));
	const keepsPackets = planTraffic(scenario, seed).length <= PACKETS_KEPT_UP_TO;
	const packets = keepsPackets ? createPacketLog({ name, isForCopies }, journal, timers) : undefined;
	return new ModelledNetwork({ name, scenario, seed, timers, aheadNs, packets });
}

function addressesOf(name: LinkName, { scenario, journal, timers }: LinkParts): Addresses | undefined {
	const { dns: rttNs, "dns-ttl": ttlNs } = scenario.links[name] ?? { "dns-ttl": 0 };
	return rttNs === undefined ? undefined : createAddresses({ ...linkEnds(name), rttNs, ttlNs, journal, timers });
}

/** Message faults that count on from where an earlier life of this process stopped. */
function faultsAfter(scenario: Scenario, link: LinkName, counts: LinkCounts | undefined): MessageFaults {
	const faults = createMessageFaults(scenario, () => planTraffic(scenario, scenario.seed));
	for (const { message, sentNs } of counts?.messages ?? []) {
		faults.fate(message, link, callParts(message).direction ?? "request", sentNs);
	}
	return faults;
}
