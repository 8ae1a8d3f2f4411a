import { fieldOf, plainReply, textBody } from "@roundtrip/behaviour";
import { linkEnds, type Scenario } from "@roundtrip/model";
import type { NodeContext } from "../node-context.ts";
import { createDoors } from "../servers/doors.ts";
import type { Job } from "../servers/job.ts";
import type { Doors } from "../servers/open-doors.ts";

/**
 * The doors of a kept server through which other nodes of the scenario ask it, as in a run; nothing where none does. A
 * page of the web can't use them: it can't name a call without being asked for permission first, and where a name of the
 * web was pointed at this machine its host says so.
 */
export function createColleaguesDoors(context: NodeContext, receive: (job: Job) => void): Doors | undefined {
	const { node, scenario } = context;
	const links = Object.entries(scenario.links).filter(([name]) => isOfColleague(scenario, name, node));
	if (links.length === 0) return undefined;
	const own = { ...context, scenario: { ...scenario, links: Object.fromEntries(links) } };
	return createDoors(own, (job) => {
		const host = fieldOf(job.fields ?? [], "host");
		if (host === undefined || host === node || job.call.startsWith("e0.")) receive(job);
		else job.answer(plainReply(421, textBody("This is no name of this server.\n")));
	});
}

function isOfColleague({ nodes }: Scenario, link: string, node: string): boolean {
	const { from, to } = linkEnds(link);
	return to === node && nodes[from] !== undefined;
}
