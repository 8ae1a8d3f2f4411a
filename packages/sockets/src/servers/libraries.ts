import { type ApiProtocol, requestTarget, type Scenario, shapeOf } from "@roundtrip/model";
import type { Library } from "./library.ts";
import type { Route } from "./routes.ts";

/** The libraries that serve the routes of a node, in the protocols that people use libraries for. */
export interface Libraries {
	/** Resolved when all that are needed are there. */
	readonly ready: Promise<unknown>;
	of(route: Route): Library | undefined;
}

/** Only those are loaded that a route needs. */
export function createLibraries(scenario: Scenario, node: string): Libraries {
	const made = new Map<ApiProtocol, Library>();
	const requests = Object.keys(scenario.routes[node] ?? {});
	const spoken = new Set(requests.map((request) => requestTarget(request).protocol));

	async function loadGraphql(): Promise<void> {
		const { createGraphqlLibrary } = await import("./graphql-library.ts");
		made.set("graphql", createGraphqlLibrary(scenario, node));
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
	};
}
