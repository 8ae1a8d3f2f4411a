import type { MessageFlight } from "./flight.ts";
import { type CallLog, callsOf, type ExchangeLog, NONE, type Reading } from "./reading/call-log.ts";

/**
 * True where the run ended while the exchange waited, or while something was still on its way or at work for it,
 * so that what is true of it could still have changed.
 */
export function isUnderWay(exchange: ExchangeLog, reading: Reading): boolean {
	if (!exchange.settled) return true;
	return callsOf(exchange).some((call) => isFlying(call.request) || isAtWork(call, reading));
}

function isFlying(flight: MessageFlight | undefined): boolean {
	return flight !== undefined && flight.deliveredSeq === undefined && flight.lost === undefined;
}

/** A request has arrived and its node has neither answered nor died since. */
function isAtWork(call: CallLog, reading: Reading): boolean {
	const arrived = call.request?.deliveredSeq;
	if (arrived === undefined || call.replied !== NONE) return false;
	return (reading.lastCrash.get(call.request?.to ?? "") ?? NONE) < arrived;
}
