import { CWR, DISORDER, LOSS, OPEN, RECOVERY } from "../congestion/control.ts";
import type { TcpEndpoint } from "../endpoint.ts";
import type { AckSample } from "../sample.ts";
import { setPhase } from "./phase.ts";
import { detectLosses } from "./rack.ts";
import { endReduction, enterRecovery } from "./reduction.ts";
import { anyResent, finishRecovery, keepOpen, undoByDuplicates, undoPartly, undoTimeout } from "./undo.ts";

/** What is to be sent after an acknowledgement in trouble. */
export const NOTHING_AGAIN = 0;
export const LOST_AGAIN = 1;
/** New data first, to see whether the timeout was needless (F-RTO). */
export const NEW_FIRST = 2;

/** Looks for losses; where the timer now waits for reordering, it is not to be set for anything else. */
function identifyLosses(tcp: TcpEndpoint, sample: AckSample): void {
	if (tcp.sent.first === null) return;
	const resentBefore = tcp.resentOut;
	if (detectLosses(tcp)) sample.setTimer = false;
	if (resentBefore > tcp.resentOut) sample.lostAgain = true;
}

/** The sender's phases, after an acknowledgement that is out of the ordinary or came in trouble. */
export function changePhase(tcp: TcpEndpoint, priorUna: number, sample: AckSample): number {
	if (tcp.packetsOut === 0 && tcp.sackedOut > 0) tcp.sackedOut = 0;
	leaveIfPassed(tcp);
	switch (tcp.phase) {
		case RECOVERY:
			return goOnRecovering(tcp, priorUna, sample);
		case LOSS: {
			const again = goOnAfterTimeout(tcp, sample);
			identifyLosses(tcp, sample);
			// The switch of phases is left only where the timeout was taken back or a copy was lost too.
			if (phaseOf(tcp) !== OPEN && !sample.lostAgain) return again;
			return recoverIfLost(tcp, sample, again);
		}
		default:
			if (tcp.phase <= DISORDER) undoByDuplicates(tcp);
			identifyLosses(tcp, sample);
			return recoverIfLost(tcp, sample, NOTHING_AGAIN);
	}
}

/** The phase as it is now: the compiler must not believe that it stayed. */
function phaseOf(tcp: TcpEndpoint): number {
	return tcp.phase;
}

function leaveIfPassed(tcp: TcpEndpoint): void {
	if (tcp.phase === OPEN) {
		tcp.resentStampMs = 0;
	} else if (tcp.sndUna >= tcp.highSeq) {
		if (tcp.phase === CWR && tcp.sndUna !== tcp.highSeq) {
			endReduction(tcp);
			setPhase(tcp, OPEN);
		} else if (tcp.phase === RECOVERY) {
			finishRecovery(tcp);
			endReduction(tcp);
		}
	}
}

function recoverIfLost(tcp: TcpEndpoint, sample: AckSample, again: number): number {
	if (tcp.lostOut === 0) {
		if (!anyResent(tcp)) tcp.resentStampMs = 0;
		if (tcp.phase !== CWR) keepOpen(tcp);
		return again;
	}
	enterRecovery(tcp);
	sample.lostAgain = false;
	return LOST_AGAIN;
}

function goOnRecovering(tcp: TcpEndpoint, priorUna: number, sample: AckSample): number {
	if (sample.advanced && undoPartly(tcp, priorUna)) return NOTHING_AGAIN;
	if (undoByDuplicates(tcp)) {
		if (!anyResent(tcp)) tcp.resentStampMs = 0;
		keepOpen(tcp);
	}
	identifyLosses(tcp, sample);
	if (phaseOf(tcp) !== RECOVERY) {
		if (tcp.lostOut === 0) return NOTHING_AGAIN;
		enterRecovery(tcp);
	}
	return LOST_AGAIN;
}

/** After a timeout: F-RTO decides from what comes whether it was needless (RFC 5682, 3.1). */
function goOnAfterTimeout(tcp: TcpEndpoint, sample: AckSample): number {
	const recovered = tcp.sndUna >= tcp.highSeq;
	if (sample.advanced && undoTimeout(tcp, false)) return NOTHING_AGAIN;
	if (tcp.forwardRto) {
		if (sample.originalArrived && undoTimeout(tcp, true)) return NOTHING_AGAIN;
		if (tcp.sndNxt > tcp.highSeq) {
			if (sample.newlySacked || isPlainDuplicate(sample)) tcp.forwardRto = false;
		} else if (sample.advanced && !recovered) {
			tcp.highSeq = tcp.sndNxt;
			if (tcp.writeSeq > tcp.sndNxt && tcp.windowEnd() > tcp.sndNxt) return NEW_FIRST;
			tcp.forwardRto = false;
		}
	}
	if (recovered) {
		finishRecovery(tcp);
		return NOTHING_AGAIN;
	}
	return LOST_AGAIN;
}

function isPlainDuplicate(sample: AckSample): boolean {
	return !sample.advanced && !sample.windowUpdated && !sample.carriesData && !sample.duplicateReported;
}
