import { type Data, type GraphqlAnswer, type GraphqlRoute, plainRequest, reasonPhrase } from "@roundtrip/behaviour";
import { dataOfRoute, requestTarget, type Scenario } from "@roundtrip/model";
import type { GraphqlResolvers } from "../graphql/resolvers.ts";
import { createGraphqlAnswerer } from "../graphql/server.ts";
import { createGraphqlSockets } from "../graphql/socket.ts";
import type { Job } from "./job.ts";
import type { Library } from "./library.ts";
import { meantValue, type Spoken } from "./spoken-job.ts";
import { subscriptionJob } from "./subscription-job.ts";

/** GraphQL of a server: over HTTP, and where subscriptions come over WebSockets. */
export interface GraphqlLibrary {
	readonly over: Library;
	/** A subscription's job; `start` when its client has said what it wants. */
	subscribed(job: Job, start: () => void): Job;
}

/** Yoga and graphql-ws, for the routes of GraphQL of a server. */
export function createGraphqlLibrary(scenario: Scenario, node: string): GraphqlLibrary {
	const { types, routes } = scenario;
	const own = Object.keys(routes[node] ?? {}).flatMap((request) => graphqlRoute(scenario, node, request));
	const calls = new Map<string, { readonly values: Partial<Spoken["values"]>; readonly start: () => void }>();
	const callOf = (header: (name: string) => string | undefined) => {
		const call = calls.get(header("roundtrip-call") ?? "");
		if (call === undefined) throw new Error("a field is asked for in no call");
		call.start();
		return call.values;
	};
	const resolvers: GraphqlResolvers = {
		async resolve({ route, header }): Promise<GraphqlAnswer> {
			const meant = await callOf(header).answer;
			if (meant === undefined) return { failure: reasonPhrase(500) };
			const { status, content } = meant;
			if (status < 400) return { data: fitting(route, meantValue(types, content)) };
			return { failure: content.body.text ?? reasonPhrase(status) };
		},
		async *subscribe({ route, header }) {
			for await (const { content, number } of callOf(header).items ?? []) {
				yield fitting(route, meantValue(types, content, number)) ?? null;
			}
		},
	};
	const answer = createGraphqlAnswerer(types, own, resolvers);
	const attach = createGraphqlSockets(types, own, resolvers);
	const over: Library = async (spoken, start) => {
		const { call, method, path, fields = [], content } = spoken.job;
		calls.set(call, { values: spoken.values, start });
		const body = { size: content.length, octets: content.toString("latin1") };
		const { reply, content: following } = await answer({ ...plainRequest(method, path, body), fields });
		await spoken.write({ reply, content: following });
		calls.delete(call);
	};
	return {
		over,
		subscribed(job, start) {
			const subscription = subscriptionJob(job, attach);
			calls.set(job.call, { values: { items: subscription.items }, start });
			return subscription.job;
		},
	};
}

/** What a field's type takes: records where its route has some, else a text. */
function fitting({ data }: GraphqlRoute, value: Data | string | undefined): Data | string | undefined {
	return (typeof value === "string") === (data === undefined) ? value : undefined;
}

function graphqlRoute(scenario: Scenario, node: string, request: string): readonly GraphqlRoute[] {
	const target = requestTarget(request);
	if (target.protocol !== "graphql") return [];
	return [{ kind: target.kind, field: target.field, data: dataOfRoute(scenario, node, request) }];
}
