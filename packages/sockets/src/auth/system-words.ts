import { randomBytes } from "node:crypto";
import type { RandomWords } from "@roundtrip/behaviour";

const WORD_BYTES = 4;

/** Randomness of the system's: what nobody can guess. */
export const systemWords: RandomWords = { u32: () => randomBytes(WORD_BYTES).readUInt32LE(0) };
