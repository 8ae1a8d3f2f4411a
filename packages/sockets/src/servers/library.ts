import type { Spoken } from "./spoken-job.ts";

/**
 * Serves one request: reads it, has its work begun, and writes what is said then. Where it finds the request wrong, it
 * answers by itself.
 */
export type Library = (spoken: Spoken, start: () => void) => Promise<void>;
