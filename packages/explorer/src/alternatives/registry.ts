import type { Alternative } from "./alternative.ts";
import { backoff } from "./backoff.ts";
import { clientTimeout } from "./client-timeout.ts";
import { key } from "./key.ts";
import { serverTimeout } from "./server-timeout.ts";
import { store } from "./store.ts";
import { tries } from "./tries.ts";

/**
 * What a scenario's clients and servers could do otherwise. Of several that are made at once, settings are made in this
 * order: those of a whole node or route come before those of one word of it.
 */
export const alternatives: readonly Alternative[] = [key, store, tries, backoff, clientTimeout, serverTimeout];
