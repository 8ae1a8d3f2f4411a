import type { CloseReason, TcpEndpoint } from "./endpoint.ts";

/** Nothing more happens at this end. */
export function finish(tcp: TcpEndpoint, reason: CloseReason): void {
	if (tcp.state === "gone") return;
	tcp.state = "gone";
	tcp.retransmitAlarm.end();
	tcp.delayedAckAlarm.end();
	tcp.compressedAckAlarm.end();
	tcp.release?.(tcp);
	const user = tcp.user;
	tcp.user = undefined;
	user?.closed(reason);
	if (reason === "timeout") tcp.silenced?.();
}

/** Both streams have ended and everything is acknowledged. */
export function finishIfDone(tcp: TcpEndpoint): void {
	const sentAll = tcp.finQueued && tcp.sndUna > tcp.writeSeq;
	if (sentAll && tcp.finReceived) finish(tcp, "closed");
}
