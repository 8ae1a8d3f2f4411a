import { join } from "node:path";

/** Where a database keeps its rows: in a file of the embedded engine, or in a schema of a PostgreSQL. */
export type DatabasePlace =
	| { readonly engine: "embedded"; readonly path: string }
	| { readonly engine: "postgres"; readonly url: string; readonly schema: string };

/** A place of the same kind that a rehearsal may write to. */
export function rehearsalPlace(place: DatabasePlace, node: string, folder: string): DatabasePlace {
	if (place.engine === "embedded") return { engine: "embedded", path: join(folder, `${node}.db`) };
	return { ...place, schema: rehearsalSchema(place.schema) };
}

/** The schema beside a run's own that its rehearsals write to. */
export function rehearsalSchema(schema: string): string {
	return `${schema}_rehearsal`;
}
