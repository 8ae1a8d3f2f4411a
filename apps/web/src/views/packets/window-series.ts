import type { Bytes, Nanoseconds } from "@roundtrip/model";
import type { PacketLine } from "./packet-line.ts";

/** How the sender of a connection stood, packet by packet. */
export interface WindowSeries {
	/** The side whose window it is: the one that sent more data. */
	readonly fromClient: boolean;
	readonly lines: readonly PacketLine[];
	readonly fromNs: Nanoseconds;
	readonly toNs: Nanoseconds;
	/** In segments. */
	readonly most: number;
	/** The data of a full packet. */
	readonly segmentBytes: Bytes;
	readonly losses: readonly PacketLine[];
}

/** The windows of the side that sent more; undefined where nothing was sent. */
export function windowSeries(lines: readonly PacketLine[]): WindowSeries | undefined {
	const sent = (fromClient: boolean): Bytes =>
		lines.reduce((sum, line) => sum + (line.fromClient === fromClient ? line.data.length : 0), 0);
	const fromClient = sent(true) > sent(false);
	// Only what a window lets go tells of it: acknowledgements, and what ends a direction, leave whatever it says.
	const own = lines.filter(({ data, ...line }) => line.fromClient === fromClient && data.length > 0);
	const [first] = lines;
	if (own.length === 0 || !first) return undefined;
	let [toNs, most, segmentBytes] = [first.endAt, 1, 1];
	for (const { endAt, data } of lines) toNs = Math.max(toNs, data.lost === undefined ? endAt : 0);
	for (const { data } of own) {
		most = Math.max(most, data.cwnd, data.inFlight, thresholdIn(data.ssthresh, data.cwnd));
		segmentBytes = Math.max(segmentBytes, data.length);
	}
	const losses = own.filter(({ data }) => data.lost !== undefined);
	return { fromClient, lines: own, fromNs: first.at, toNs, most, segmentBytes, losses };
}

/** A threshold far above the window says nothing but "not yet", and would flatten the rest. */
function thresholdIn(ssthresh: number | undefined, cwnd: number): number {
	return ssthresh !== undefined && ssthresh < 4 * cwnd ? ssthresh : 0;
}
