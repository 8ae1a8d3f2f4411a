import { z } from "zod";
import { type Expectation, expectationKinds } from "./expectations/registry.ts";
import { type Fault, faultKinds } from "./faults/registry.ts";
import { countField, linkNameField, nameField, requestField, textField } from "./fields.ts";
import { LIMITS } from "./limits.ts";
import { link } from "./link.ts";
import type { LinkName } from "./link-name.ts";
import type { LinkSpec } from "./link-spec.ts";
import { type NodeSpec, nodeKinds } from "./nodes/registry.ts";
import type { RequestLine } from "./request-line.ts";
import { type Step, stepKinds } from "./steps/registry.ts";
import { type TrafficSpec, trafficField } from "./traffic.ts";
import type { Types } from "./types/type-spec.ts";
import { typesField } from "./types/types-field.ts";

/** The version of the format that this program writes. */
export const SCENARIO_VERSION = 1;

/**
 * A client-server system, what happens to it and what is expected of it.
 * Fields are named as in the file; quantities are numbers of the unit that their type names
 * (`Nanoseconds`, `Bytes`, `BitsPerSecond`, `PerHour`).
 */
export interface Scenario {
	readonly roundtrip: typeof SCENARIO_VERSION;
	readonly title: string;
	/** What it shows, in a few sentences. */
	readonly about?: string | undefined;
	/** Where all randomness comes from; a run may name another. */
	readonly seed: number;
	/** The records that messages carry. */
	readonly types: Types;
	readonly nodes: Readonly<Record<string, NodeSpec>>;
	readonly links: Readonly<Record<LinkName, LinkSpec>>;
	/** By server, then by request line. */
	readonly routes: Readonly<Record<string, Readonly<Record<RequestLine, readonly Step[]>>>>;
	readonly traffic: readonly TrafficSpec[];
	readonly faults: readonly Fault[];
	readonly expect: readonly Expectation[];
}

export const scenarioDefaults = { seed: 1, types: {}, links: {}, routes: {}, faults: [], expect: [] } as const;

const anyOf = <Value>(kinds: readonly { readonly schema: z.ZodType<Value> }[]): z.ZodType<Value> =>
	z.union(kinds.map((kind) => kind.schema));

const listOf = <Value>(schema: z.ZodType<Value>, what: string, maximum: number): z.ZodArray<z.ZodType<Value>> =>
	z
		.array(schema, { error: `this is a list of ${what}: put a - before each` })
		.max(maximum, { error: `more than ${maximum} ${what}` });

const mapOf = <Value>(
	key: z.ZodType<string>,
	schema: z.ZodType<Value>,
	what: string,
	maximum: number,
): z.ZodType<Record<string, Value>> =>
	z
		.record(key as z.ZodType<string, string>, schema, { error: `this is a map of ${what}: write name: { … } for each` })
		.refine((map) => Object.keys(map).length <= maximum, { error: `more than ${maximum} ${what}` });

const route = listOf(anyOf(stepKinds), "steps", LIMITS.stepsPerRoute);

/** The structure of a scenario; that names refer to something is checked by `checkReferences`. */
export const scenarioSchema: z.ZodType<Scenario> = z.strictObject({
	roundtrip: z.literal(SCENARIO_VERSION, {
		error: `this program reads format version ${SCENARIO_VERSION}; begin the file with roundtrip: ${SCENARIO_VERSION}`,
	}),
	title: textField(LIMITS.titleLength),
	about: textField(LIMITS.aboutLength).optional(),
	seed: countField(0, Number.MAX_SAFE_INTEGER).prefault(scenarioDefaults.seed),
	types: typesField.prefault(scenarioDefaults.types),
	nodes: mapOf(nameField, anyOf(nodeKinds), "nodes", LIMITS.nodes),
	links: mapOf(linkNameField, link.schema, "links", LIMITS.links).prefault({}),
	routes: mapOf(
		nameField,
		mapOf(requestField, route, "routes", LIMITS.routesPerServer),
		"servers with their routes",
		LIMITS.nodes,
	).prefault({}),
	traffic: listOf(trafficField, "lines of traffic", LIMITS.trafficLines),
	faults: listOf(anyOf(faultKinds), "faults", LIMITS.faults).prefault([]),
	expect: listOf(anyOf(expectationKinds), "expectations", LIMITS.expectations).prefault([]),
});
