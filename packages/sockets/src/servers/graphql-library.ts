import { type Data, type GraphqlAnswer, type GraphqlRoute, plainRequest, reasonPhrase } from "@roundtrip/behaviour";
import { dataOfRoute, requestTarget, type Scenario } from "@roundtrip/model";
import { createGraphqlAnswerer } from "../graphql/server.ts";
import type { Library } from "./library.ts";
import { meantValue, type Spoken } from "./spoken-job.ts";

/** Yoga, for the routes of GraphQL of a server. */
export function createGraphqlLibrary(scenario: Scenario, node: string): Library {
	const { types, routes } = scenario;
	const own = Object.keys(routes[node] ?? {}).flatMap((request) => graphqlRoute(scenario, node, request));
	const calls = new Map<string, { readonly spoken: Spoken; readonly start: () => void }>();
	const callOf = (header: (name: string) => string | undefined) => {
		const call = calls.get(header("roundtrip-call") ?? "");
		if (call === undefined) throw new Error("a field is asked for in no call");
		call.start();
		return call.spoken;
	};
	const answer = createGraphqlAnswerer(types, own, {
		async resolve({ route, header }): Promise<GraphqlAnswer> {
			const { status, content } = await callOf(header).values.answer;
			if (status < 400) return { data: fitting(route, meantValue(types, content)) };
			return { failure: content.body.text ?? reasonPhrase(status) };
		},
		async *subscribe({ route, header }) {
			for await (const { content, number } of callOf(header).values.items) {
				yield fitting(route, meantValue(types, content, number)) ?? null;
			}
		},
	});
	return async (spoken, start) => {
		const { call, method, path, fields = [], content } = spoken.job;
		calls.set(call, { spoken, start });
		const body = { size: content.length, octets: content.toString("latin1") };
		const { reply, content: following } = await answer({ ...plainRequest(method, path, body), fields });
		await spoken.write({ reply, content: following });
		calls.delete(call);
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
