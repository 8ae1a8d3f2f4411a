import { attemptCall, type Nanoseconds } from "@roundtrip/model";
import type { Run } from "../run.ts";
import type { Selection } from "../store.ts";
import type { Place } from "./place.ts";

/** Where a fault can strike what is selected or pointed at; undefined where it is nothing of this run. */
export function placeOf(selection: Selection, run: Run, atNs: Nanoseconds): Place | undefined {
	switch (selection.kind) {
		case "message":
			return messagePlace(selection.id, run);
		case "exchange":
			// What can be broken of an exchange is, before all, its first request.
			return messagePlace(`${attemptCall(selection.id, 1)}>`, run);
		case "event": {
			if (selection.id >= run.trace.length) return undefined;
			const event = run.trace.event(selection.id);
			const ofMessage = "message" in event ? messagePlace(event.message, run) : undefined;
			return ofMessage ?? { is: "node", id: event.node, atNs: event.at };
		}
		default:
			return selection.kind === "node"
				? { is: "node", id: selection.id, atNs }
				: { is: "link", id: selection.id, atNs };
	}
}

function messagePlace(name: string, run: Run): Place | undefined {
	const message = run.messages.find((each) => each.message === name);
	return message && { is: "message", id: name, message };
}
