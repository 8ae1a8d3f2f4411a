import { type ApiProtocol, requestTarget, type Scenario, shapeOf } from "@roundtrip/model";
import type { GraphqlLibrary } from "./graphql-library.ts";
import type { Job } from "./job.ts";
import type { Library } from "./library.ts";
import type { Route } from "./routes.ts";

/** The libraries that serve the routes of a node, in the protocols that people use libraries for. */
export interface Libraries {
	/** Resolved when all that are needed are there. */
	readonly ready: Promise<unknown>;
	of(route: Route): Library | undefined;
	/** The job of a subscription over a WebSocket, which a library serves; `start` when its client has said what it wants. */
	subscribed(job: Job, start: () => void): Job;
}

/** Only those are loaded that a route needs. */
export function createLibraries(scenario: Scenario, node: string): Libraries {
	const made = new Map<ApiProtocol, Library>();
	let graphql: GraphqlLibrary | undefined;
	const requests = Object.keys(scenario.routes[node] ?? {});
	const spoken = new Set(requests.map((request) => requestTarget(request).protocol));

	async function loadGraphql(): Promise<void> {
		const { createGraphqlLibrary } = await import("./graphql-library.ts");
		graphql = createGraphqlLibrary(scenario, node);
		made.set("graphql", graphql.over);
	}

	async function loadRpc(): Promise<void> {
		const { createRpcLibrary } = await import("./rpc-library.ts");
		const library = createRpcLibrary(scenario, node);
		made.set("grpc", library).set("connect", library);
	}

	return {
		ready: Promise.all([
			spoken.has("graphql") ? loadGraphql() : undefined,
			spoken.has("grpc") || spoken.has("connect") ? loadRpc() : undefined,
		]),
		of({ request, steps }) {
			const { up, down } = shapeOf(steps);
			// A library of RPC has an answer to all that a client says; a route that only listens has none.
			return up && !down ? undefined : made.get(requestTarget(request).protocol);
		},
		subscribed(job, start) {
			if (graphql === undefined) throw new Error(`${node} has no subscriptions`);
			return graphql.subscribed(job, start);
		},
	};
}
