import type { TcpEndpoint } from "../endpoint.ts";
import { LOST, RESENT, SACKED, type Segment } from "../segment.ts";

/** The scoreboard takes a segment for lost; if it had been sent again, then that copy too. */
export function markLost(tcp: TcpEndpoint, segment: Segment): void {
	if (segment.marks & SACKED) return;
	const hint = tcp.retransmitHint;
	if (hint === null ? tcp.resentOut >= tcp.lostOut : segment.seq < hint.seq) tcp.retransmitHint = segment;
	if (segment.marks & LOST) {
		if (segment.marks & RESENT) {
			segment.marks &= ~RESENT;
			tcp.resentOut -= 1;
			tcp.lostTotal += 1;
		}
		return;
	}
	tcp.lostOut += 1;
	segment.marks |= LOST;
	tcp.lostTotal += 1;
}

/** A higher position arrived before `lowest`, which was never sent again: the path reorders. */
export function noticeReordering(tcp: TcpEndpoint, lowest: number): void {
	if (lowest >= tcp.highestSacked) return;
	const distance = tcp.highestSacked - lowest;
	if (distance > tcp.reordering * tcp.mss) {
		// net.ipv4.tcp_max_reordering
		tcp.reordering = Math.min(Math.ceil(distance / tcp.mss), 300);
	}
	tcp.reorderingSeen = true;
}
