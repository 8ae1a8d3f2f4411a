import { Document, visit } from "yaml";
import { z } from "zod";
import type { Descriptor } from "./descriptor.ts";
import { expectationKinds } from "./expectations/registry.ts";
import { type Fault, faultKinds } from "./faults/registry.ts";
import { link } from "./link.ts";
import { nodeKinds } from "./nodes/registry.ts";
import { type Scenario, scenarioDefaults, scenarioSchema } from "./scenario.ts";
import { stepKinds } from "./steps/registry.ts";
import { trafficDefaults, trafficWords } from "./traffic.ts";

type Written = Record<string, unknown>;

/** The scenario in the file's own form, as plain data: units as text, what is default left out. */
export function writtenScenario(scenario: Scenario): Written {
	const written = z.encode(scenarioSchema, scenario) as Written;
	const { roundtrip, title, about, seed, types, nodes, links, routes, traffic, faults, expect } = written;
	return {
		roundtrip,
		title,
		...(about === undefined ? {} : { about }),
		...omitDefaults({ seed, types }, scenarioDefaults),
		nodes: mapValues(nodes, (node) => concise(node, nodeKinds, "is")),
		...omitDefaults({ links: mapValues(links, (each) => omitDefaults(each, link.defaults)) }, scenarioDefaults),
		...omitDefaults(
			{
				routes: mapValues(routes, (table) => mapValues(table, (steps) => mapItems(steps, writtenStep))),
			},
			scenarioDefaults,
		),
		traffic: mapItems(traffic, (line) => omitDefaults(askerFirst(line), trafficDefaults)),
		...omitDefaults({ faults: mapItems(faults, (fault) => concise(fault, faultKinds)) }, scenarioDefaults),
		...omitDefaults({ expect: mapItems(expect, (each) => concise(each, expectationKinds)) }, scenarioDefaults),
	};
}

/** YAML that `parseScenario` reads back to the same scenario. */
export function printScenario(scenario: Scenario): string {
	return yamlOf(writtenScenario(scenario), "any");
}

/** One fault on one line, such as `lose: e1.1<`, for a command line or an address. */
export function printFault(fault: Fault): string {
	const kind = faultKinds.find((candidate) => Object.hasOwn(fault, candidate.name));
	const written = kind === undefined ? {} : omitDefaults(z.encode(kind.schema, fault), kind.defaults);
	const keys = Object.keys(written);
	const flow = yamlOf(written, "flow").trim();
	return keys.length === 1 ? flow.replace(/^\{\s*|\s*\}$/g, "") : flow;
}

/** Whether a block of text (`|`) holds it as it is. Anything else goes into quotes, where all is escaped. */
function fitsBlock(text: string): boolean {
	if (text.startsWith("\n")) return false;
	return text.split("\n").every((line) => line.trim() === line && !/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/u.test(line));
}

function yamlOf(written: Written, collectionStyle: "any" | "flow"): string {
	const document = new Document(written);
	visit(document, {
		Scalar: (_, scalar) => {
			const { value } = scalar;
			if (typeof value === "string" && value.includes("\n") && !fitsBlock(value)) scalar.type = "QUOTE_DOUBLE";
		},
	});
	return document.toString({ collectionStyle, lineWidth: 0, doubleQuotedMinMultiLineLength: Number.POSITIVE_INFINITY });
}

/** Who asks what stands before when and how often. */
function askerFirst(line: unknown): Written {
	const entries = Object.entries(line as Written);
	const isWord = ([key]: readonly [string, unknown]): boolean => trafficWords.includes(key);
	return Object.fromEntries([...entries.filter((entry) => !isWord(entry)), ...entries.filter(isWord)]);
}

function concise(value: unknown, kinds: readonly Descriptor<unknown>[], by?: "is"): unknown {
	const written = value as Written;
	const kind = kinds.find((candidate) =>
		by === "is" ? written.is === candidate.name : Object.hasOwn(written, candidate.name),
	);
	return omitDefaults(written, kind?.defaults ?? {});
}

/** A step, and the steps within it. */
function writtenStep(step: unknown): unknown {
	const written = concise(step, stepKinds) as Written;
	if ("each" in written) return { ...written, each: mapItems(written.each, writtenStep) };
	return "transaction" in written ? { ...written, steps: mapItems(written.steps, writtenStep) } : written;
}

/** Leaves out what an omitted key means anyway, at every level, and what is undefined. */
function omitDefaults(value: unknown, defaults: Readonly<Record<string, unknown>>): Written {
	const kept: Written = {};
	for (const [key, each] of Object.entries(value as Written)) {
		const standard = defaults[key];
		if (each === undefined || JSON.stringify(each) === JSON.stringify(standard)) continue;
		const isGroup =
			typeof each === "object" &&
			each !== null &&
			!Array.isArray(each) &&
			typeof standard === "object" &&
			standard !== null;
		kept[key] = isGroup ? omitDefaults(each, standard as Written) : each;
	}
	return kept;
}

function mapValues(map: unknown, write: (value: unknown) => unknown): Written {
	return Object.fromEntries(Object.entries(map as Written).map(([key, value]) => [key, write(value)]));
}

function mapItems(list: unknown, write: (value: unknown) => unknown): unknown[] {
	return (list as unknown[]).map(write);
}
