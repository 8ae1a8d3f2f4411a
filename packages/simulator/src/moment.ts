import type { EventDraft } from "@roundtrip/model";

/** An event without its time, which is now. */
export type Moment = EventDraft extends infer Each ? (Each extends EventDraft ? Omit<Each, "at"> : never) : never;
