import { type ConversationColumns, conversationColumns } from "@roundtrip/analysis";
import type { PlayedWorkload } from "../protocol-runs.ts";

/** Which figures of a workload stand in its table, of all worlds that it was played in. */
export function protocolColumns({ variants }: PlayedWorkload): ConversationColumns {
	return conversationColumns(
		variants.flatMap(({ simulated, real }) => [simulated, real].flatMap((each) => (each?.ok ? each.figures : []))),
	);
}
