import type { EventKind } from "@roundtrip/model";

/** Kinds of events that a reader looks for together. */
export interface KindGroup {
	readonly name: string;
	readonly kinds: ReadonlySet<EventKind>;
}

const group = (name: string, ...kinds: readonly EventKind[]): KindGroup => ({ name, kinds: new Set(kinds) });

/** So many that they are shown on request only. */
export const packets: KindGroup = group("Packets", "packet");

/** Every kind is in one group. */
export const kindGroups: readonly KindGroup[] = [
	group("Exchanges", "begun", "retried", "withheld", "timed-out", "settled"),
	group("Messages", "sent", "delivered", "lost", "delayed", "copied"),
	group("Connections", "resolving", "resolved", "connecting", "connected", "secured", "refused", "closed"),
	group("Work", "queued", "started", "replied", "published"),
	group("Proofs", "denied"),
	group("Effects", "keyed", "committed", "aborted", "forgotten"),
	group("Caches", "looked-up", "stored", "flushed"),
	group("Crashes", "crashed", "restarted", "hampered", "recovered"),
	group("Link failures", "impaired", "mended"),
	packets,
];
