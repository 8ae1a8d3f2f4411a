import { printSelection, type Selection, type Types, wholeSelection } from "@roundtrip/model";
import type { GraphqlRoute } from "./schema.ts";

/** What is wanted of a route. */
export interface GraphqlOperation {
	readonly route: GraphqlRoute;
	/** Of the route's data; without it, all fields. */
	readonly selection?: Selection | undefined;
	/** What a mutation writes. */
	readonly text?: string | undefined;
}

/** The fields that an operation asks for; undefined where its route has no data. */
export function selectionOf(types: Types, { route, selection }: GraphqlOperation): Selection | undefined {
	return route.data === undefined ? undefined : (selection ?? wholeSelection(types, route.data.type));
}

/**
 * The document of an operation, on one line: `query { feed { title author { name } } }`. That of a mutation has a variable
 * for what it writes, whether there is something or not.
 */
export function graphqlDocument(types: Types, operation: GraphqlOperation): string {
	const selection = selectionOf(types, operation);
	const argument = operation.route.kind === "mutation" ? "(text: $text)" : "";
	const fields = selection === undefined ? "" : ` ${printSelection(selection)}`;
	return `${documentStart(operation)}${operation.route.field}${argument}${fields} }`;
}

/** Where the field of the root stands in the document: an error names it (section 7.1.2). Counted from 1. */
export function fieldColumn(operation: GraphqlOperation): number {
	return documentStart(operation).length + 1;
}

function documentStart({ route: { kind } }: GraphqlOperation): string {
	return kind === "mutation" ? "mutation ($text: String) { " : `${kind} { `;
}
