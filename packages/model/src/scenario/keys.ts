import type { Method } from "./request-line.ts";

/** Methods whose requests bear an idempotency key: those that may not be repeated without one. */
export const METHODS_WITH_KEYS: readonly Method[] = ["POST", "PATCH"];
