import { detailOf } from "@roundtrip/behaviour";
import type { Scenario } from "@roundtrip/model";
import { MessageCaller } from "./links/messages/caller.ts";
import { play, type SimulateOptions, type SimulateResult } from "./play.ts";

export type { SimulateOptions, SimulateResult };

/** Whether no link of a scenario is simulated packet by packet, and no server compresses. */
export function hasWholeMessages(scenario: Scenario): boolean {
	if (Object.values(scenario.nodes).some((node) => node.is === "server" && node.compress === true)) return false;
	return Object.keys(scenario.links).every((name) => detailOf(scenario, name) === "messages");
}

/**
 * `simulate` for scenarios without packets and compression: what these need, which is most of it, isn't loaded with this one.
 *
 * @throws where a link is to be simulated packet by packet, or a server compresses
 */
export function simulateWholeMessages(scenario: Scenario, options: SimulateOptions = {}): SimulateResult {
	if (!hasWholeMessages(scenario))
		throw new Error("a link of the scenario is simulated packet by packet, or a server compresses");
	return play({ createCaller: (parts) => new MessageCaller(parts) }, scenario, options);
}
