import type { MessageId } from "@roundtrip/model";
import type { JournalEntry } from "./entry.ts";
import type { SentMoment } from "./moments.ts";

/** The messages that have left, by name. */
export type SentMessages = ReadonlyMap<MessageId, SentMoment>;

export function sentMessages(entries: readonly JournalEntry[]): SentMessages {
	return new Map(
		entries.flatMap((entry) => ("note" in entry || entry.kind !== "sent" ? [] : [[entry.message, entry] as const])),
	);
}

export function sentAs(message: MessageId, sent: SentMessages): SentMoment {
	const moment = sent.get(message);
	if (moment === undefined) throw new Error(`${message} arrived without having been sent`);
	return moment;
}
