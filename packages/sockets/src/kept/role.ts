import { type RequestLine, routesAt } from "@roundtrip/model";
import { createGraphqlSockets } from "../graphql/socket.ts";
import type { NodeContext } from "../node-context.ts";
import type { RoleParts, RolePlayer } from "../processes/role.ts";
import { createGzip } from "../servers/gzip.ts";
import type { Job } from "../servers/job.ts";
import type { Doors } from "../servers/open-doors.ts";
import { playServer } from "../servers/role.ts";
import { addressesOf } from "./addresses.ts";
import { receiveCached } from "./cached-jobs.ts";
import { createCallNames } from "./call-names.ts";
import { createColleaguesDoors } from "./colleagues.ts";
import { createDesk, type DeskParts, type Page } from "./desk.ts";
import { createStrangersDoors } from "./doors.ts";
import { createGraphql, graphqlResolvers, graphqlRoutes } from "./graphql.ts";
import { createHolds } from "./holds.ts";
import { createInquiries } from "./inquiries.ts";
import { createJsonRpc } from "./json-rpc.ts";
import { pagesOf } from "./papers.ts";
import { createPlaces } from "./places.ts";
import { createProcedures, procedures, REFLECTION_PATHS } from "./procedures.ts";
import { createReadCounts } from "./read-counts.ts";
import { saidBy } from "./said.ts";
import { type AttachGraphql, createSocketDesk } from "./sockets.ts";
import { createValues } from "./values.ts";

/** Plays a server that strangers ask, instead of the scenario's clients. */
export function playKeptServer(parts: RoleParts): RolePlayer {
	const { node, scenario } = parts.context;
	const counts = createReadCounts();
	const context: NodeContext = { ...parts.context, journal: counts.journal, isUnrecorded: true, openDoors };
	const spec = scenario.nodes[node];
	const subscribesOverSockets = spec?.is === "server" && spec.websocket?.subscriptions === true;
	let pages: Readonly<Record<string, Page>> = {};
	let hasBegun = false;

	function deskParts(
		receive: (job: Job) => void,
	): DeskParts & { readonly valueFor: ReturnType<typeof createValues>; readonly subscribe: AttachGraphql | undefined } {
		const routes = routesAt(scenario, node);
		const valueFor = createValues(scenario.types);
		const shared = {
			...{ receive, counts, valueFor, holds: createHolds(), isOpen: () => hasBegun },
			nameCall: createCallNames(scenario, parts.plan, node),
		};
		const inquiries = createInquiries(shared);
		return {
			...shared,
			...{ server: node, routes },
			gzip: spec?.is === "server" && spec.compress === true ? createGzip() : undefined,
			placeOf: createPlaces(routes, procedures(scenario, node).length > 0 ? REFLECTION_PATHS : []),
			said: (route: RequestLine) => saidBy(scenario, node, route),
			jsonRpc: createJsonRpc(routes, inquiries),
			graphql: createGraphql(scenario, node, inquiries),
			subscribe: subscribesOverSockets
				? createGraphqlSockets(scenario.types, graphqlRoutes(scenario, node), graphqlResolvers(inquiries))
				: undefined,
			procedures: createProcedures(scenario, node, inquiries),
			pageAt: (path: string) => (Object.hasOwn(pages, path) ? pages[path] : undefined),
		};
	}

	function openDoors(receive: (job: Job) => void): Doors {
		const desk = deskParts(receive);
		const strangers = createStrangersDoors(
			parts.context,
			(port) => createDesk(desk, port),
			createSocketDesk(desk, desk.valueFor, spec?.is === "server" ? spec.websocket : undefined, desk.subscribe),
			(ports) => {
				pages = pagesOf(scenario, node, addressesOf(scenario, node, ports));
			},
		);
		const { counts: read, said } = desk;
		const cached = receiveCached({ scenario, plan: parts.plan, said, counts: read, receive });
		const colleagues = createColleaguesDoors(parts.context, cached);
		return {
			listen: async (ports) => ({ ...(await colleagues?.listen(ports)), ...(await strangers.listen(ports)) }),
			close() {
				colleagues?.close();
				strangers.close();
			},
		};
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
