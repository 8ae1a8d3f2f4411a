import { callParts, isCopy } from "@roundtrip/model";
import type { MessagePoint } from "../points.ts";
import { atMessage } from "./at-message.ts";
import type { ExplorableFault, OpenRun } from "./explorable-fault.ts";

/** Every request of a client, come twice: the copy sets out with it, and takes the time of a connection of its own. */
export const duplicate: ExplorableFault = {
	name: "duplicate",
	what: "a request comes twice, as when a proxy sends it again",
	candidates: (run) => {
		const points = { ...run.points, messages: copied(run) };
		return atMessage("duplicate", { ...run, points }, ({ message }) => ({
			...{ duplicate: message, times: 1, after: 0, nth: 1 },
		}));
	},
};

/** Nobody copies a copy, a statement, or what opens a stream. */
function copied({ points: { messages }, scenario }: OpenRun): readonly MessagePoint[] {
	const streams = new Set(messages.filter(({ isItem }) => isItem).map(({ message }) => callParts(message).call));
	return messages.filter(({ message, direction, from, isItem }) => {
		const { call } = callParts(message);
		const isClients = direction === "request" && scenario.nodes[from]?.is === "client";
		return isClients && !isItem && !isCopy(call) && !streams.has(call);
	});
}
