import { type GraphqlRoute, graphqlSchema } from "@roundtrip/behaviour";
import type { Types } from "@roundtrip/model";
import type { GraphQLSchema } from "graphql";
import { createGraphQLError, createSchema, type YogaInitialContext } from "graphql-yoga";
import type { GraphqlCall, GraphqlResolvers } from "./resolvers.ts";

type Arguments = Readonly<Record<string, unknown>>;
type RootResolver = (root: unknown, given: Arguments, context: YogaInitialContext) => unknown;
type RootField = RootResolver | { readonly subscribe: RootResolver; readonly resolve: RootResolver };

/** The schema of types and routes, with what stands behind it. Fields of records are read as they are. */
export function executableSchema(
	types: Types,
	routes: readonly GraphqlRoute[],
	resolvers: GraphqlResolvers,
): GraphQLSchema {
	const fieldsOf = (kind: GraphqlRoute["kind"], make: (route: GraphqlRoute) => RootField): Record<string, RootField> =>
		Object.fromEntries(routes.filter((route) => route.kind === kind).map((route) => [route.field, make(route)]));
	const roots = {
		Query: fieldsOf("query", (route) => answered(route, resolvers)),
		Mutation: fieldsOf("mutation", (route) => answered(route, resolvers)),
		Subscription: fieldsOf("subscription", (route) => streamed(route, resolvers)),
	};
	const used = Object.entries(roots).filter(([, fields]) => Object.keys(fields).length > 0);
	return createSchema({ typeDefs: graphqlSchema(types, routes), resolvers: Object.fromEntries(used) });
}

function answered(route: GraphqlRoute, { resolve }: GraphqlResolvers): RootResolver {
	return async (_, given, context) => {
		const answer = await resolve(callOf(route, given, context));
		// Of Yoga's own making: an error of any other kind is masked.
		if ("failure" in answer) throw createGraphQLError(answer.failure);
		return answer.data ?? null;
	};
}

function streamed(route: GraphqlRoute, { subscribe }: GraphqlResolvers): RootField {
	return {
		subscribe: (_, given, context) => subscribe(callOf(route, given, context)),
		resolve: (item) => item,
	};
}

function callOf(route: GraphqlRoute, given: Arguments, { request }: YogaInitialContext): GraphqlCall {
	return {
		route,
		...(typeof given.text === "string" ? { text: given.text } : {}),
		header: (name) => request.headers.get(name) ?? undefined,
	};
}
