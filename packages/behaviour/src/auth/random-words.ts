import type { RandomStream } from "../random/stream.ts";

/**
 * Where secrets come from: the stream of a seed in the simulated world, where they are worth nothing, and the system's own
 * randomness in the real one.
 */
export type RandomWords = Pick<RandomStream, "u32">;
