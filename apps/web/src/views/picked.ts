import type { MessageFlight } from "@roundtrip/analysis";
import { callParts, type Trace } from "@roundtrip/model";
import type { Selection } from "../lab/store.ts";

/** Whether a selection means a message: by its name, by one of its events, or by its exchange. */
export function picksMessage(selection: Selection | null, flight: MessageFlight): boolean {
	switch (selection?.kind) {
		case "message":
			return flight.message === selection.id;
		case "event":
			return (
				flight.sentSeq === selection.id || flight.deliveredSeq === selection.id || flight.lost?.seq === selection.id
			);
		case "exchange":
			return flight.exchange === selection.id;
		default:
			return false;
	}
}

/** The exchange that a selection belongs to; undefined for a node, or nothing. */
export function exchangeOf(selection: Selection | null, trace: Trace): number | undefined {
	switch (selection?.kind) {
		case "exchange":
			return selection.id;
		case "message":
			return callParts(selection.id).exchange;
		case "event": {
			const event = selection.id < trace.length ? trace.event(selection.id) : undefined;
			return event && "exchange" in event ? event.exchange : undefined;
		}
		default:
			return undefined;
	}
}
