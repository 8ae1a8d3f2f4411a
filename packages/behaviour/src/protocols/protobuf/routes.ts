import { dataAskedWith, dataOfRoute, requestTarget, type Scenario, shapeOf } from "@roundtrip/model";
import type { RpcRoute } from "./schema.ts";

/**
 * The procedures of a server, whether they are asked for by gRPC or by Connect: where a scenario has one in both, it is
 * there once, as it is written first.
 */
export function rpcRoutesOf(scenario: Scenario, server: string): readonly RpcRoute[] {
	const routes = new Map<string, RpcRoute>();
	for (const [line, steps] of Object.entries(scenario.routes[server] ?? {})) {
		const target = requestTarget(line);
		if (target.protocol !== "grpc" && target.protocol !== "connect") continue;
		const { service, method } = target;
		const name = `${service}/${method}`;
		if (routes.has(name)) continue;
		const [asks, data] = [dataAskedWith(scenario, server, line), dataOfRoute(scenario, server, line)];
		const said = { ...(asks === undefined ? {} : { asks }), ...(data === undefined ? {} : { data }) };
		routes.set(name, { service, method, ...said, streams: shapeOf(steps) });
	}
	return [...routes.values()];
}
