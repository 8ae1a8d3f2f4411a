import { originOf } from "@roundtrip/model";
import { playCache } from "../caches/role.ts";
import type { Journal } from "../journal/writer.ts";
import type { NodeContext } from "../node-context.ts";
import type { RoleParts, RolePlayer } from "../processes/role.ts";
import type { Job } from "../servers/job.ts";
import type { Doors } from "../servers/open-doors.ts";
import { addressesOf, type KeptAddress } from "./addresses.ts";
import { createCacheDesk } from "./cache-desk.ts";
import { cachedRoutes } from "./cached-routes.ts";
import { createCallNames } from "./call-names.ts";
import { createColleaguesDoors } from "./colleagues.ts";
import { createStrangersDoors } from "./doors.ts";
import { cachePageText } from "./page.ts";
import { createPlaces } from "./places.ts";

/** Nobody asks what was. */
const FORGETFUL: Journal = { write: () => undefined, writeAll: () => undefined, length: 0, close: () => undefined };

/** Plays a shared cache that strangers ask, instead of the scenario's clients. */
export function playKeptCache(parts: RoleParts): RolePlayer {
	const { node, scenario } = parts.context;
	const context: NodeContext = { ...parts.context, journal: FORGETFUL, isUnrecorded: true, openDoors };
	let addresses: readonly KeptAddress[] = [];
	let hasBegun = false;

	function openDoors(receive: (job: Job) => void): Doors {
		const routes = cachedRoutes(scenario, node);
		const origin = originOf(scenario, node);
		const desk = {
			...{ cache: node, origin, routes, receive, placeOf: createPlaces(routes) },
			nameCall: createCallNames({ routes: { [node]: routes } }, parts.plan, node),
			page: () => cachePageText(scenario, { cache: node, origin }, addresses, Object.keys(routes)),
			isOpen: () => hasBegun,
		};
		const strangers = createStrangersDoors(
			parts.context,
			(port) => createCacheDesk(desk, port),
			{ upgrade: () => (_request, socket) => socket.destroy(), close: () => undefined },
			(ports) => {
				addresses = addressesOf(scenario, node, ports);
			},
		);
		const colleagues = createColleaguesDoors(parts.context, receive);
		return {
			listen: async (ports) => ({ ...(await colleagues?.listen(ports)), ...(await strangers.listen(ports)) }),
			close() {
				colleagues?.close();
				strangers.close();
			},
		};
	}

	const player = playCache({ ...parts, context });
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
