import type { EventDraft } from "@roundtrip/model";

/** An event that is complete but for its causes. */
export type Moment = EventDraft extends infer Each ? (Each extends EventDraft ? Omit<Each, "causes"> : never) : never;

export type MomentOf<Kind extends Moment["kind"]> = Extract<Moment, { readonly kind: Kind }>;

/** A message that was sent, and when its last byte was due at the other end. */
export interface SentMoment extends MomentOf<"sent"> {
	readonly dueNs: number;
	/** The fault by which it comes so that it can't be read. */
	readonly damagedBy?: number;
}
