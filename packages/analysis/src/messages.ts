import type { Trace } from "@roundtrip/model";
import type { MessageFlight } from "./flight.ts";
import { readingOf } from "./reading/reading.ts";

/** Every message of a run, in the order of sending. */
export function messagesOf(trace: Trace): readonly MessageFlight[] {
	return readingOf(trace).messages;
}
