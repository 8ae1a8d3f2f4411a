import { join } from "node:path";
import { plannedCrashes } from "@roundtrip/behaviour";
import type { Scenario } from "@roundtrip/model";
import { RunFailure, type RunProblem } from "../problem.ts";
import type { EffectRow } from "../stores/effects-store.ts";
import type { DatabasePlace } from "../stores/place.ts";
import type { PostgresSchema } from "../stores/postgres-schema.ts";

/** The URL of a PostgreSQL for each database that is not to be embedded, by its node. */
export type DatabaseUrls = Readonly<Record<string, string>>;

/** Where the databases of a run lie, from before its processes start until its trace is put together. */
export interface RunDatabases {
	/** The version of each PostgreSQL, in the trace's words. */
	readonly versions: Readonly<Record<string, string>>;
	placeOf(node: string): DatabasePlace;
	/** What each database holds. */
	effects(): Promise<ReadonlyMap<string, readonly EffectRow[]>>;
	/** Takes away what the run has made in databases that others use as well. Never throws. */
	remove(): Promise<void>;
}

/** What is wrong with the URLs of a run; undefined where nothing is. No message quotes a URL: it may hold a password. */
export function misplaced(scenario: Scenario, urls: DatabaseUrls): RunProblem | undefined {
	const { nodes } = scenario;
	for (const [node, url] of Object.entries(urls)) {
		if (!Object.hasOwn(nodes, node) || nodes[node]?.is !== "database") {
			const names = Object.keys(nodes).filter((name) => nodes[name]?.is === "database");
			const there = names.length === 0 ? "it has none" : `there is ${names.join(", ")}`;
			return { kind: "database", message: `${node} is no database of this scenario; ${there}.` };
		}
		if (!/^postgres(ql)?:\/\//.test(url)) {
			const message = `The URL of ${node} is none of a PostgreSQL; write it like postgres://user:password@host/name.`;
			return { kind: "database", message };
		}
		const lossy = plannedCrashes(scenario).find((each) => each.node === node && each.losesSinceNs !== undefined);
		if (lossy !== undefined) {
			const message = `The real world can't take back what a PostgreSQL has committed: ${node} loses some of it in its failover (fault ${lossy.fault + 1}). Leave out \`loses\`, leave ${node} embedded, or run it simulated.`;
			return { kind: "unsupported", message };
		}
	}
	return undefined;
}

/**
 * Makes a schema for each database that has a URL. All others are files of the run.
 *
 * @throws RunFailure where a PostgreSQL can't be used; then nothing is left in any
 */
export async function createRunDatabases(
	scenario: Scenario,
	urls: DatabaseUrls,
	folder: string,
): Promise<RunDatabases> {
	const schemas = new Map<string, PostgresSchema>();
	const remove = async (): Promise<void> => {
		await Promise.all([...schemas.values()].map((schema) => schema.drop()));
	};
	try {
		for (const node of Object.keys(urls)) schemas.set(node, await schemaFor(node, scenario, urls[node] ?? ""));
	} catch (error) {
		await remove();
		throw error;
	}
	const placeOf = (node: string): DatabasePlace =>
		schemas.get(node)?.place ?? { engine: "embedded", path: join(folder, `${node}.db`) };
	const versions = [...new Set([...schemas.values()].map(({ version }) => version))];
	return {
		versions: versions.length === 0 ? {} : { postgresql: versions.join(", ") },
		placeOf,
		effects: () => effectsOf(scenario, placeOf),
		remove,
	};
}

/** PostgreSQL's client is loaded only where one is asked. */
async function schemaFor(node: string, { nodes }: Scenario, url: string): Promise<PostgresSchema> {
	const spec = nodes[node];
	if (spec?.is !== "database") throw new Error(`${node} is no database`);
	const { createPostgresSchema } = await import("../stores/postgres-schema.ts");
	try {
		return await createPostgresSchema(url, spec);
	} catch (error) {
		throw unusable(node, error);
	}
}

/** The embedded engine is loaded only where there is a database. */
async function effectsOf(
	{ nodes }: Scenario,
	placeOf: (node: string) => DatabasePlace,
): Promise<ReadonlyMap<string, readonly EffectRow[]>> {
	const names = Object.keys(nodes).filter((name) => nodes[name]?.is === "database");
	if (names.length === 0) return new Map();
	const { readEffects } = await import("../stores/effects-store.ts");
	const effects = new Map<string, readonly EffectRow[]>();
	for (const name of names) {
		try {
			effects.set(name, await readEffects(placeOf(name)));
		} catch (error) {
			throw unusable(name, error);
		}
	}
	return effects;
}

function unusable(node: string, error: unknown): RunFailure {
	const reason = error instanceof Error ? error.message : String(error);
	return new RunFailure("database", `The database of ${node} can't be used: ${reason}.`);
}
