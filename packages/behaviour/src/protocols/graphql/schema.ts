import type { DataRef, FieldKind, Types } from "@roundtrip/model";

/** What is done with a field of the root. */
export type GraphqlKind = "query" | "mutation" | "subscription";

/** A route of GraphQL: a field of the root of its kind. */
export interface GraphqlRoute {
	readonly kind: GraphqlKind;
	readonly field: string;
	/** What it answers, or each item of a subscription; without it, a text or nothing. */
	readonly data?: DataRef | undefined;
}

const ROOTS: readonly (readonly [GraphqlKind, string])[] = [
	["query", "Query"],
	["mutation", "Mutation"],
	["subscription", "Subscription"],
];

/** A schema has a query at least (section 3.3.1): where no route is one, there is this field. */
const ONLY_QUERY: GraphqlRoute = { kind: "query", field: "ready" };

/**
 * The schema of types and routes in GraphQL's own language. Fields of records are never null; those of the root can be,
 * so that a failure of one leaves the others. A mutation takes a text, which is what it writes.
 */
export function graphqlSchema(types: Types, routes: readonly GraphqlRoute[]): string {
	const all = routes.some(({ kind }) => kind === "query") ? routes : [ONLY_QUERY, ...routes];
	const roots = ROOTS.flatMap(([kind, name]) => {
		const fields = all.filter((route) => route.kind === kind).map(rootField);
		return fields.length === 0 ? [] : [definition(name, fields)];
	});
	const records = Object.entries(types).map(([name, fields]) =>
		definition(
			name,
			Object.entries(fields).map(([field, kind]) => `${field}: ${typeOf(kind)}`),
		),
	);
	return [...roots, ...records].join("\n\n");
}

function definition(name: string, fields: readonly string[]): string {
	return `type ${name} {\n${fields.map((field) => `  ${field}`).join("\n")}\n}`;
}

function rootField({ kind, field, data }: GraphqlRoute): string {
	const type = data === undefined ? "String" : data.count === undefined ? data.type : `[${data.type}!]`;
	return `${field}${kind === "mutation" ? "(text: String)" : ""}: ${type}`;
}

function typeOf(field: FieldKind): string {
	if (field.kind === "number") return "Int!";
	if (field.kind === "flag") return "Boolean!";
	if (field.kind === "text") return "String!";
	return field.kind === "record" ? `${field.type}!` : `[${field.type}!]!`;
}
