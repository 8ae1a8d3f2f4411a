import { fewerTries } from "./fewer-tries.ts";
import { idempotencyKey } from "./idempotency-key.ts";
import { moreTime } from "./more-time.ts";
import { noUnsafeRetry } from "./no-unsafe-retry.ts";
import type { Repair } from "./repair.ts";

/** What is tried on a scenario that breaks, in this order. */
export const repairs: readonly Repair[] = [moreTime, fewerTries, noUnsafeRetry, idempotencyKey];
