import {
	type ConversationFigure,
	type ConversationFigures,
	conversationFigureText,
	formatPercent,
} from "@roundtrip/analysis";
import type { PlayedFigures, PlayedVariant, PlayedWorkload } from "../protocol-runs.ts";
import { colours } from "./colours.ts";
import { protocolColumns } from "./protocol-columns.ts";
import { type Column, table } from "./table.ts";
import { wrapped } from "./wrapped.ts";

const NOTHING = "–";

/** A workload with what each way of doing it costs: a line for each, or for each world and the error. */
export function protocolReport(played: PlayedWorkload, width: number): string {
	const { workload, variants } = played;
	const { columns, same, doubles } = protocolColumns(played);
	const isReal = variants.some(({ real }) => real !== undefined);
	const heads: readonly Column[] = [
		...[{ head: "protocol" }, { head: "HTTP" }, ...(isReal ? [{ head: "" }] : [])],
		...columns.map(({ short }) => ({ head: short, align: "right" as const })),
	];
	const rows = variants.flatMap((each) => rowsOf(each, columns, isReal));
	const alike = same.map(({ figure, value }) => `${figure.name} ${conversationFigureText(value, figure)}`);
	const twins = doubles.map(({ figure, of }) => `${figure.name} as ${of.name}`);
	const notes = [
		listed("The same for all", [...alike, ...twins].join(", ")),
		...directions(variants),
		...notesOf(variants),
		...reasons(played),
		...differences(variants),
	].filter((part) => part !== "");
	return [
		colours.bold(workload.name),
		wrapped(workload.what, width),
		table(heads, rows),
		...notes.map((note) => colours.dim(wrapped(note, width, "    "))),
	].join("\n");
}

function listed(name: string, text: string): string {
	return text === "" ? "" : `  ${name}: ${text}`;
}

/** One line where the real world was not asked, else both and the error. */
function rowsOf(
	{ variant, simulated, real, errors }: PlayedVariant,
	columns: readonly ConversationFigure[],
	isReal: boolean,
): readonly (readonly string[])[] {
	const first = [variant.name, variant.over.slice("http/".length)];
	if (!isReal) return [[...first, ...cells(simulated, columns)]];
	const error = columns.map(({ key }) => (errors?.[key] === undefined ? "" : formatPercent(errors[key])));
	return [
		[...first, "simulated", ...cells(simulated, columns)],
		["", "", "real", ...(real === undefined ? [] : cells(real, columns))],
		["", "", colours.dim("error"), ...error.map(colours.dim)],
	];
}

function cells(played: PlayedFigures, columns: readonly ConversationFigure[]): readonly string[] {
	return columns.map((column) => (played.ok ? cellOf(played.figures, column) : NOTHING));
}

export function cellOf(figures: ConversationFigures, figure: ConversationFigure): string {
	const value = figures[figure.key];
	return value === undefined ? NOTHING : conversationFigureText(value, figure);
}

/** Who can begin to speak, with the ways that this is so of. */
function directions(variants: readonly PlayedVariant[]): readonly string[] {
	const byDirection = new Map<string, Set<string>>();
	for (const { variant } of variants) {
		const names = byDirection.get(variant.direction) ?? new Set();
		byDirection.set(variant.direction, names.add(variant.name));
	}
	return [...byDirection].map(([direction, names]) =>
		byDirection.size === 1
			? listed("Who speaks", direction)
			: listed(`Who speaks in ${[...names].join("; ")}`, direction),
	);
}

/** One line for a way, whatever carries it. */
function notesOf(variants: readonly PlayedVariant[]): readonly string[] {
	const byName = new Map(variants.map(({ variant: { name, note = "" } }) => [name, note]));
	return [...byName].map(([name, note]) => listed(name, note));
}

/** Why a world, or the grammar of scenarios, can't do something. */
function reasons({ workload, variants }: PlayedWorkload): readonly string[] {
	const ofWorlds = variants.flatMap(({ variant: { name, over }, simulated, real }) => [
		...(simulated.ok ? [] : [listed(`${name}, ${over}, not simulated`, simulated.why)]),
		...(real === undefined || real.ok ? [] : [listed(`${name}, ${over}, not real`, real.why)]),
	]);
	return [...ofWorlds, ...workload.missing.map(({ name, why }) => listed(`Not here: ${name}`, why))];
}

/** Differences in shape that are told of each way. */
const TOLD = 3;

function differences(variants: readonly PlayedVariant[]): readonly string[] {
	return variants.flatMap(({ variant: { name, over }, differences: found = [] }) =>
		found.slice(0, TOLD).map((difference) => `  ✕ ${name}, ${over}, the two worlds differ: ${difference}`),
	);
}
