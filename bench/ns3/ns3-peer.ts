import { compilePeer, type Peer } from "../peer.ts";
import { type Carried, NO_PROGRAMS, type Programs, type Transfer } from "./transfer.ts";

const LIBRARIES = ["ns3-core", "ns3-network", "ns3-internet", "ns3-point-to-point"];

/** ns3.cpp; undefined where there is no g++ or no ns-3. */
export function compileNs3(): Peer | undefined {
	return compilePeer(new URL("./ns3.cpp", import.meta.url), LIBRARIES);
}

export interface Ns3Options {
	/** The transfer is played so often, one after the other. */
	readonly rounds?: number;
	/** How many segments ns-3 acknowledges together. */
	readonly segmentsPerAck?: number;
	readonly programs?: Programs;
}

/** Plays a transfer in ns-3; seconds of processor time are of all rounds, the others of one. */
export function playInNs3(
	peer: Peer,
	transfer: Transfer,
	{ rounds = 1, segmentsPerAck = 2, programs = NO_PROGRAMS }: Ns3Options = {},
): Carried & { readonly seconds: number } {
	const { rttNs, upRate, downRate, queuePackets, control, timestamps } = transfer;
	const { connections, exchanges, requestBytes, answerBytes } = transfer;
	const { openNs, requestNs, answerNs } = programs;
	const link = [rttNs, upRate, downRate, queuePackets, Number(control === "cubic"), Number(timestamps)];
	const work = [connections, exchanges, requestBytes, answerBytes, openNs, requestNs, answerNs];
	const numbers = peer.run(...link, ...work, segmentsPerAck, rounds);
	const [seconds = Number.NaN, connectedNs = 0, , lastByteNs = 0, ...counts] = numbers;
	const [upPackets = 0, downPackets = 0, upBytes = 0, downBytes = 0] = counts;
	return { seconds, upPackets, downPackets, upBytes, downBytes, endNs: lastByteNs > 0 ? lastByteNs : connectedNs };
}
