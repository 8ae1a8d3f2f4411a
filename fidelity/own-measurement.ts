import { readFileSync } from "node:fs";
import type { MeasuredCase } from "./measured.ts";

/** A measurement of one's own: its cases, or what is wrong with the file. */
export type OwnMeasurement =
	| { readonly ok: true; readonly cases: readonly MeasuredCase[] }
	| { readonly ok: false; readonly problem: string };

type Fields = Readonly<Record<string, unknown>>;

const isMap = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);
const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);

/**
 * Reads cases that were measured elsewhere: `{ "results": [case, …] }`, where a case has the fields of those in
 * measured.json. Instead of `fastest` it may have `summary` with a `min` for each time, and counts of packets and bytes are
 * taken under either name. Never throws for what stands in the file.
 */
export function readOwnMeasurement(path: string): OwnMeasurement {
	const failed = (problem: string): OwnMeasurement => ({ ok: false, problem: `${path}: ${problem}` });
	const read = readJson(path);
	if (!read.ok) return failed(read.problem);
	const results = isMap(read.value) ? read.value.results : undefined;
	if (!Array.isArray(results) || results.length === 0) return failed('has no cases; write { "results": [ … ] }');
	const cases: MeasuredCase[] = [];
	for (const [index, value] of results.entries()) {
		const it = caseOf(value);
		if (typeof it === "string") return failed(`case ${index + 1}: ${it}`);
		cases.push(it);
	}
	return { ok: true, cases };
}

function readJson(path: string): { ok: true; value: unknown } | { ok: false; problem: string } {
	try {
		return { ok: true, value: JSON.parse(readFileSync(path, "utf8")) };
	} catch (error) {
		return { ok: false, problem: error instanceof Error ? error.message : String(error) };
	}
}

/** A case in the form of measured.json, or what it lacks. */
function caseOf(value: unknown): MeasuredCase | string {
	if (!isMap(value) || typeof value.id !== "string") return "has no id";
	const { id, net, tcp, scenario, totals, group, drop, load, load1 } = value;
	if (!isMap(net) || !isNumber(net.rtt)) return `${id} has no net with its rtt in ms`;
	if (!isMap(scenario) || typeof scenario.kind !== "string") return `${id} has no scenario with its kind`;
	if (!Array.isArray(totals) || totals.length === 0 || !totals.every(isNumber)) return `${id} has no totals in ms`;
	const made = {
		id,
		group: typeof group === "string" ? group : (id.split("/")[0] ?? id),
		net: { down: 0, up: 0, queue: 0, loss: 0, ...net },
		tcp: { cc: "cubic", timestamps: 1, slow_start_after_idle: 1, ...(isMap(tcp) ? tcp : {}) },
		...(typeof drop === "string" ? { drop } : {}),
		scenario,
		fastest: fastestOf(value, totals),
		totals,
		wire: wireOf(isMap(value.wire) ? value.wire : {}),
		load: [load, load1].find(isNumber) ?? 0,
	};
	// The fields that decide were looked at; the player of a kind asks for no others.
	return made as unknown as MeasuredCase;
}

function fastestOf({ fastest, summary }: Fields, totals: readonly number[]): Readonly<Record<string, number>> {
	if (isMap(fastest)) return fastest as Readonly<Record<string, number>>;
	const times = isMap(summary) ? Object.entries(summary) : [];
	const least = times.flatMap(([name, time]) => (isMap(time) && isNumber(time.min) ? [[name, time.min] as const] : []));
	return { total: Math.min(...totals), ...Object.fromEntries(least) };
}

function wireOf(wire: Fields): MeasuredCase["wire"] {
	const count = (...names: readonly string[]): number => names.map((name) => wire[name]).find(isNumber) ?? 0;
	return {
		upPackets: count("upPackets", "up_pkts"),
		upBytes: count("upBytes", "up_bytes"),
		downPackets: count("downPackets", "down_pkts"),
		downBytes: count("downBytes", "down_bytes"),
	};
}
