import type { RequestLine } from "@roundtrip/model";
import type { RoleParts, RolePlayer } from "../processes/role.ts";
import type { Job } from "../servers/job.ts";
import type { Doors } from "../servers/open-doors.ts";
import { playServer } from "../servers/role.ts";
import { addressesOf } from "./addresses.ts";
import { createCallNames } from "./call-names.ts";
import { createDesk, type Page } from "./desk.ts";
import { createStrangersDoors } from "./doors.ts";
import { openApiOf } from "./openapi.ts";
import { pageText } from "./page.ts";
import { createReadCounts } from "./read-counts.ts";
import { saidBy } from "./said.ts";

/** Plays a server that strangers ask, instead of the scenario's clients. */
export function playKeptServer(parts: RoleParts): RolePlayer {
	const { node, scenario } = parts.context;
	const counts = createReadCounts();
	const context = { ...parts.context, journal: counts.journal, openDoors };
	let pages: Readonly<Record<string, Page>> = {};
	let hasBegun = false;

	function openDoors(receive: (job: Job) => void): Doors {
		const desk = {
			...{ server: node, routes: scenario.routes[node] ?? {}, receive, counts },
			said: (route: RequestLine) => saidBy(scenario, node, route),
			nameCall: createCallNames(scenario, parts.plan, node),
			pageAt: (path: string) => (Object.hasOwn(pages, path) ? pages[path] : undefined),
			isOpen: () => hasBegun,
		};
		return createStrangersDoors(
			parts.context,
			(port) => createDesk(desk, port),
			(ports) => {
				const addresses = addressesOf(scenario, node, ports);
				const document = JSON.stringify(openApiOf(scenario, node, addresses), null, "\t");
				pages = {
					"/": { type: "text/plain; charset=utf-8", text: pageText(scenario, node, addresses) },
					"/openapi.json": { type: "application/json", text: document },
				};
			},
		);
	}

	const player = playServer({ ...parts, context });
	return {
		...(player.listen === undefined ? {} : { listen: player.listen }),
		begin(surroundings) {
			player.begin(surroundings);
			hasBegun = true;
		},
		get isIdle() {
			return player.isIdle;
		},
		close: player.close,
	};
}
