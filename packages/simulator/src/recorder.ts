import type { Kernel } from "@roundtrip/kernel";
import { type EventOf, NS_PER_S, type TraceWriter } from "@roundtrip/model";
import type { LinkTeller } from "./link-teller.ts";
import type { Moment } from "./moment.ts";

/** Writes what happens into the trace, now. */
export interface Recorder {
	/** Gives the event's position in the trace. */
	record(draft: Moment): number;
	/** The same for a packet, as long as there is room for packets. */
	recordPacket(draft: PacketMoment): void;
	/** Whether packets may be recorded at all. */
	readonly keepsPackets: boolean;
}

export type PacketMoment = Extract<Moment, { readonly kind: "packet" }>;

/** So long after the last other event packets are still told; those after it only if another event follows. */
const AFTERMATH_NS = NS_PER_S;

/**
 * A recorder for a world's trace. A host tries for a quarter of an hour to reach one that is gone: what nobody waits for
 * any more is not told, or it would be the longest part of the trace.
 *
 * @param links tells what becomes of links by plan, as far as something else is told
 */
export function createRecorder(
	kernel: Kernel,
	trace: TraceWriter,
	packetsAtMost: number,
	links?: LinkTeller,
): Recorder {
	let packets = 0;
	let lastNs = 0;
	let heldBack: Omit<EventOf<"packet">, "seq">[] = [];
	return {
		keepsPackets: packetsAtMost > 0,
		record(draft) {
			if (heldBack.length > 0) {
				for (const packet of heldBack) {
					links?.tellUntil(packet.at);
					trace.append(packet);
				}
				heldBack = [];
			}
			lastNs = kernel.now;
			links?.tellUntil(lastNs);
			return trace.record(draft, lastNs);
		},
		recordPacket(draft) {
			if (packets === packetsAtMost) return;
			packets++;
			const packet = { ...draft, at: kernel.now };
			if (packet.at <= lastNs + AFTERMATH_NS) {
				links?.tellUntil(packet.at);
				trace.append(packet);
			} else heldBack.push(packet);
		},
	};
}
