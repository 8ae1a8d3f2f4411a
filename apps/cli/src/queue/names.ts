import { PROGRAM_VERSION } from "@roundtrip/model";

/** Of one version of the program: another one may play a run otherwise. */
export const QUEUE_NAME: string = `explore-${PROGRAM_VERSION}`;

/** What all keys of the queue begin with. */
export const KEY_PREFIX = "roundtrip";
