import { LOSS, RECOVERY } from "../congestion/control.ts";
import type { TcpEndpoint } from "../endpoint.ts";

/** Every change of phase passes here: congestion control hears of timeouts, the accounts of time spent in recovery. */
export function setPhase(tcp: TcpEndpoint, phase: number): void {
	const was = tcp.phase >= RECOVERY;
	const is = phase >= RECOVERY;
	if (!was && is) tcp.recoveryBeganUs = tcp.nowUs;
	else if (was && !is) tcp.accounts.recoveryNs += (tcp.nowUs - tcp.recoveryBeganUs) * 1_000;
	tcp.phase = phase;
	if (phase === LOSS) tcp.congestion?.timedOut(tcp);
}
