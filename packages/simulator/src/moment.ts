import type { EventMoment } from "@roundtrip/model";

/** An event without its time, which is now. */
export type Moment = EventMoment;
