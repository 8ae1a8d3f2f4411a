import { chat } from "./chat.ts";
import { fiftyCalls } from "./fifty-calls.ts";
import { form } from "./form.ts";
import { liveUpdates } from "./live-updates.ts";
import { loadAFeed } from "./load-a-feed.ts";
import type { ComparedWorkload } from "./workload.ts";

/** What protocols are compared by, in the order in which they are read. */
export const comparedWorkloads: readonly ComparedWorkload[] = [loadAFeed, form, fiftyCalls, liveUpdates, chat];
