/**
 * The pages of the reference on what is spoken above HTTP: what there is, what it costs in the simulator, and what was
 * measured on real sockets (scripts/measure-protocols.mjs) beside what the simulator says now.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { protocolColumns } from "../apps/cli/dist/output/protocol-columns.js";
import { cellOf } from "../apps/cli/dist/output/protocol-report.js";
import { simulateWorkload } from "../apps/cli/dist/protocol-runs.js";
import { CONVERSATION_FIGURES, formatPercent, relativeError } from "../packages/analysis/dist/index.js";
import { comparedWorkloads, protocolDescriptors } from "../packages/behaviour/dist/index.js";
import { ROOT } from "./prepare.mjs";

const WRITTEN = "<!-- Written by `npm run docs` from the program's own descriptors. -->";

export const MEASURED_FILE = join(ROOT, "fidelity/measured-protocols.json");

/** How far away the server is in the tables. */
const DISTANCES = ["50ms", "200ms"];
const RATE = "10Mbit/s";
const TLS = "1.3";

/** A table in Markdown: the first columns to the left, those of figures to the right. */
function markdownTable(words, figures, rows) {
	const line = (cells) => `| ${cells.join(" | ")} |`;
	return [
		line([...words, ...figures]),
		line([...words.map(() => "---"), ...figures.map(() => "---:")]),
		...rows.map(line),
	].join("\n");
}

const SHAPES = {
	unary: "one request, one answer",
	"server-stream": "items from the server",
	"client-stream": "items from the client",
	both: "items both ways",
};

/** docs/reference/protocols.md */
export function protocolsPage() {
	const rows = protocolDescriptors.map(({ name, shapes, carriers, fidelity }) => [
		`[\`${name}\`](#${name})`,
		shapes.map((shape) => SHAPES[shape]).join("; "),
		carriers.join(", "),
		`\`${fidelity.simulated}\``,
		`\`${fidelity.real}\``,
	]);
	const parts = protocolDescriptors.map(
		({ name, what, example, source }) =>
			`## ${name}\n\n${what}\n\n\`\`\`yaml\n${example}\n\`\`\`\n\nSource: ${source}.`,
	);
	return `# What is spoken above HTTP

${WRITTEN}

A line of \`routes\` begins with the word of its protocol; without one it is plain HTTP. The fidelity says how true the messages
of a run are: \`bytes\` (the exact bytes), \`messages\` (counts and sizes) or \`model\` (times only). HTTP/3 is in the simulated
world alone, as Node has none. What the same work costs in each: [protocols-compared.md](protocols-compared.md).

${markdownTable(["word", "shapes of a conversation", "carried by", "simulated", "real"], [], rows)}

${parts.join("\n\n")}
`;
}

const UNITS = { ns: "time", B: "bytes (1 kB is 1,000 B)", count: "a number" };

const figuresExplained = () =>
	markdownTable(
		["figure", "unit", "what it is"],
		[],
		CONVERSATION_FIGURES.map(({ name, unit, what }) => [name, UNITS[unit], what]),
	);

/** Unbroken in a narrow column. */
const unbroken = (text) => text.replaceAll(" ", "\u00a0");

function simulatedTable(workload, rtt) {
	const played = simulateWorkload(workload, { rtt, rate: RATE, tls: TLS });
	const { columns, ...others } = protocolColumns(played);
	const rows = played.variants.map(({ variant, simulated }) => [
		variant.name,
		unbroken(variant.over),
		...columns.map((column) => (simulated.ok ? unbroken(cellOf(simulated.figures, column)) : simulated.why)),
	]);
	const heads = columns.map(({ name }) => name);
	const table = markdownTable(["protocol", "over"], heads, rows);
	return `### ${rtt.replace("ms", " ms")} there and back\n\n${table}\n\n${alikeSentence(others)}`;
}

/** What needs no column. */
function alikeSentence({ same, doubles }) {
	const alike = [
		...same.map(({ figure, value }) => `${figure.name} ${cellOf({ [figure.key]: value }, figure)}`),
		...doubles.map(({ figure, of }) => `${figure.name} as ${of.name}`),
	];
	return `The same for all: ${alike.join("; ")}.`;
}

function workloadSection(workload) {
	const { name, what, variants, missing } = workload;
	const ways = [...new Map(variants.map((variant) => [variant.name, variant])).values()];
	const told = ways.map(
		({ name: way, direction, note }) => `- ${way}: ${direction}.${note === undefined ? "" : ` ${note}`}`,
	);
	const left = missing.map(({ name: way, why }) => `- ${way}: ${why}.`);
	return [
		`## ${name}`,
		what,
		...DISTANCES.map((rtt) => simulatedTable(workload, rtt)),
		`### Who speaks\n\n${told.join("\n")}`,
		...(left.length === 0 ? [] : [`### Not here\n\n${left.join("\n")}`]),
	].join("\n\n");
}

/** docs/reference/protocols-compared.md */
export function protocolsComparedPage() {
	return `# The same work in every protocol

${WRITTEN}

Each table is one workload, done in every protocol that can do it: the same types, the same work of the database, the same
link (${RATE.replace("M", " M")}, TLS ${TLS}) and new connections. All figures are simulated, and the same on every machine. To see them for other
conditions: \`npx roundtrip compare-protocols load-a-feed --rtt 80ms --rate 2Mbit/s --tls none\`, and with \`--open\` over
connections that are there already. The lab has them too, at \`#/compare\`: each row opens its run, and can be measured on
real sockets beside it.

On real sockets, with the libraries that people use: \`npx roundtrip compare-protocols --real --runs 3\` plays the same
scenarios with real processes and a real database, and shows the error of each figure. What one machine measured is in
[protocols-measured.md](protocols-measured.md).

${figuresExplained()}

${comparedWorkloads.map(workloadSection).join("\n\n")}
`;
}

/** docs/reference/protocols-measured.md; undefined where nothing has been measured. */
export function protocolsMeasuredPage() {
	if (!existsSync(MEASURED_FILE)) return undefined;
	const { measured, link, workloads } = JSON.parse(readFileSync(MEASURED_FILE, "utf8"));
	const sections = comparedWorkloads.flatMap((workload) => {
		const found = workloads.find(({ name }) => name === workload.name);
		return found === undefined ? [] : [measuredSection(workload, found, link)];
	});
	return `# The same work in every protocol, measured

${WRITTEN}

Measured on real sockets on ${measured.date} (${measured.machine}, ${measured.runtime}), ${measured.runs === 1 ? "one run" : `the median of ${measured.runs} runs`} of each;
${link.rtt.replace("ms", " ms")} there and back, ${link.rate.replace("M", " M")}, TLS ${link.tls}, new connections. In brackets the error of what the simulator
says now; where there are none, it says the same. Times hold what the machine's own work took, which the simulator leaves out, and
what else it was busy with. The figures are explained in [protocols-compared.md](protocols-compared.md).

To measure again: \`node scripts/measure-protocols.mjs\`, then \`npm run docs\`. It takes about half an hour; checks never do it.

${sections.join("\n\n")}
`;
}

function measuredSection(workload, found, link) {
	const simulated = simulateWorkload(workload, link).variants;
	const rows = found.variants.map(({ name, over, real }) => {
		const now = simulated.find(({ variant }) => variant.name === name && variant.over === over)?.simulated;
		return { name, over, real, now: now?.ok ? now.figures : {} };
	});
	const measured = rows.filter(({ real }) => real.cannot === undefined);
	const variants = measured.map(({ real }) => ({ simulated: { ok: true, figures: real } }));
	const { columns, ...others } = protocolColumns({ workload, variants });
	const cells = measured.map(({ name, over, real, now }) => [
		name,
		unbroken(over),
		...columns.map((column) => unbroken(measuredCell(column, real, now))),
	]);
	const cannot = rows.flatMap(({ name, over, real }) =>
		real.cannot === undefined ? [] : [`- ${name}, ${over}: ${real.cannot}`],
	);
	const heads = columns.map(({ name }) => name);
	const table = markdownTable(["protocol", "over"], heads, cells);
	return [
		`## ${workload.name}`,
		table,
		alikeSentence(others),
		...(cannot.length === 0 ? [] : [cannot.join("\n")]),
	].join("\n\n");
}

/** A figure with the error of the simulator, where there is one. */
function measuredCell(column, real, now) {
	const [said, measured] = [now[column.key], real[column.key]];
	if (measured === undefined) return "–";
	const error = said === undefined || said === measured ? "" : ` (${formatPercent(relativeError(said, measured))})`;
	return `${cellOf(real, column)}${error}`;
}
