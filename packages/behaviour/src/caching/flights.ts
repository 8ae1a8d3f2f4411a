import { fieldOf } from "../messages/http-message.ts";
import { type Asking, askingKey } from "./asking.ts";
import { directivesOf } from "./directives.ts";

/**
 * Collapses requests for the same that come while the first is under way (RFC 9111, section 4): one leads and is sent, the
 * others wait for its answer. Then each looks up once more, and what it still doesn't get it asks for alone, without
 * boarding again: an answer that can't be stored must not make a queue of them.
 */
export interface Flights<Waiter> {
	/**
	 * `leads`: to be sent, and landed when its answer came or failed.
	 *
	 * @param waiter undefined where nobody waits, as it is asked in the background
	 */
	board(asking: Asking, waiter: Waiter | undefined): "leads" | "waits";
	/** Told when a leader has its answer, or won't get any: those who waited, in their order. */
	land(asking: Asking): readonly Waiter[];
	/** Forgets all, as a crash does. */
	clear(): void;
}

export function createFlights<Waiter>(): Flights<Waiter> {
	const waiting = new Map<string, { readonly leader: Asking; readonly waiters: Waiter[] }>();
	return {
		board(asking, waiter) {
			if (!mayShare(asking)) return "leads";
			const flight = waiting.get(askingKey(asking));
			if (waiter !== undefined) flight?.waiters.push(waiter);
			if (flight === undefined) waiting.set(askingKey(asking), { leader: asking, waiters: [] });
			return flight === undefined ? "leads" : "waits";
		},
		land(asking) {
			const flight = waiting.get(askingKey(asking));
			if (flight?.leader !== asking) return [];
			waiting.delete(askingKey(asking));
			return flight.waiters;
		},
		clear: () => waiting.clear(),
	};
}

/** Whether somebody else's answer may do: not for one's own, for a part, or where the server itself is wanted. */
function mayShare({ asked: { method, fields } }: Asking): boolean {
	const wants = directivesOf(fields);
	const isOwn = ["authorization", "range", "if-match", "if-unmodified-since"].some(
		(name) => fieldOf(fields, name) !== undefined,
	);
	return method === "GET" && !isOwn && !wants.has("no-store") && !wants.has("no-cache");
}
