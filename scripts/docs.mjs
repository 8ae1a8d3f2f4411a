/**
 * `npm run docs`: the reference, written from the program's own descriptors (what is spoken above HTTP: protocol-pages.mjs),
 * the JSON Schema beside the gallery, and the page on fidelity (scripts/fidelity.mjs).
 * With --check nothing is written; it fails where a file is not what it would be.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, install, ROOT } from "./prepare.mjs";

install();
build(true);
const model = await import("../packages/model/dist/index.js");
const { helpText } = await import("../apps/cli/dist/program.js");
const { protocolsComparedPage, protocolsMeasuredPage, protocolsPage } = await import("./protocol-pages.mjs");

const { policiesPage } = await import("./policy-pages.mjs");

const schema = model.scenarioJsonSchema();

/** What a key takes, in a few words. */
function takes(field) {
	if (field.enum) return field.enum.map((word) => `\`${word}\``).join(", ");
	if (field.const !== undefined) return `\`${field.const}\``;
	if (field.description) return field.description;
	if (field.type === "integer") return `a whole number from ${field.minimum} to ${field.maximum}`;
	if (field.type === "boolean") return "`true` or `false`";
	if (field.type === "object" && field.properties) return `a map: ${Object.keys(field.properties).join(", ")}`;
	if (field.type === "object") return "a map of header fields: `name: value`";
	if (field.type === "array") return field.items?.pattern ? "a list of names" : "a list of steps";
	if (field.anyOf) return field.anyOf.map(takes).join(", or ");
	if (field.pattern?.includes(" -> ")) return "a link, like `phone -> bank`";
	if (field.pattern?.includes("json-rpc")) return "a request line, like `POST /charge`";
	if (field.pattern) return "a name";
	return "text";
}

function rows(object, path = "") {
	return Object.entries(object.properties ?? {}).flatMap(([key, field]) => {
		const required = (object.required ?? []).includes(key);
		const written = typeof field.default === "object" ? "" : field.default === undefined ? "" : `\`${field.default}\``;
		const row = `| \`${path}${key}\` | ${takes(field)} | ${required ? "needed" : written} |`;
		return [row, ...(field.type === "object" ? rows(field, `${path}${key}.`) : [])];
	});
}

const table = (object) => ["| key | takes | default |", "| --- | --- | --- |", ...rows(object)].join("\n");

function variants(kinds, forms) {
	return kinds.map(
		({ name, what, example }, index) =>
			`### ${name}\n\n${what}\n\n\`\`\`yaml\n${example}\n\`\`\`\n\n${table(forms[index])}`,
	);
}

const { nodes, links, routes, traffic, faults, expect } = schema.properties;
const scenarioReference = `# The scenario file, word by word

<!-- Written by \`npm run docs\` from the program's own descriptors. -->

A scenario is a YAML or JSON file. The [JSON Schema](../../scenarios/scenario.schema.json) gives completion and checks in
editors: begin a file with \`# yaml-language-server: $schema=…/scenario.schema.json\`. Unknown keys are errors.

${table({ ...schema, properties: Object.fromEntries(["roundtrip", "title", "about", "seed"].map((key) => [key, schema.properties[key]])) })}

Beside these a scenario has \`types\` (records by name, which messages carry as \`data\`), \`nodes\`, \`links\`, \`routes\` (by
server, then by request line, a list of steps), \`traffic\`, \`faults\` and \`expect\`.

## Units

| what | units | example |
| --- | --- | --- |
${[model.duration, model.rate, model.size, model.frequency].map(({ what, units, examples }) => `| ${what} | ${units.map((unit) => `\`${unit.name}\``).join(", ")} | ${examples} |`).join("\n")}

A duration that may vary is written \`20ms\`, \`20ms..40ms\` (evenly between) or \`exponential 20ms\` (with that mean).

## Nodes

${variants(model.nodeKinds, nodes.additionalProperties.anyOf).join("\n\n")}

## Links

A link is named by its ends, the asking one first: \`phone -> bank\`. Links go from a client to a server, and from a server to
another or to a database.

${table(links.additionalProperties)}

## Steps of a route

A route is named by its request line: \`POST /transfers\`, or a line of another protocol, such as \`grpc Feed/List\` or \`sse /live\`
([protocols.md](protocols.md)). It has one reply, or it is a stream: then it has \`send\`, \`subscribe\` or \`each\` instead.

${variants(model.stepKinds, routes.additionalProperties.additionalProperties.items.anyOf).join("\n\n")}

## Traffic

A line of traffic names its client and what it asks for, \`phone: GET /items\`, and may say more:

${table(traffic.items)}

Three forms: \`times\` all at once, or spaced by \`every\`; \`times\` with \`one-by-one\`, each after the one before has ended; or a
\`rate\` \`for\` a while.

## Faults

A message has a name that is the same in every world: \`e1.2>\` is the request of the second attempt of exchange 1, \`e1.2<\`
its response, \`e1.2/1>\` the first query that the server made for it.

${variants(model.faultKinds, faults.items.anyOf).join("\n\n")}

## Expectations

${variants(model.expectationKinds, expect.items.anyOf).join("\n\n")}

## Limits

| what | at most |
| --- | --- |
${Object.entries(model.LIMITS)
	.map(([name, value]) => `| ${name} | ${value} |`)
	.join("\n")}
`;

const commandReference = `# The command line

<!-- Written by \`npm run docs\` from the program's own help. -->

Exit codes: 0 all expectations pass, 1 one fails, 2 the input is wrong, 3 it could not be decided, 70 our own fault or the
machine's, 130 interrupted. The result goes to stdout, progress and errors go to stderr.

${helpText()
	.map(({ name, text }) => `## ${name}\n\n\`\`\`text\n${text.trim()}\n\`\`\``)
	.join("\n\n")}
`;

const FILES = {
	"docs/reference/scenario.md": scenarioReference,
	"docs/reference/command-line.md": commandReference,
	"docs/reference/protocols.md": protocolsPage(),
	"docs/reference/protocols-compared.md": protocolsComparedPage(),
	"docs/reference/protocols-measured.md": protocolsMeasuredPage(),
	"docs/reference/policies.md": policiesPage(),
	"scenarios/scenario.schema.json": `${JSON.stringify(schema, null, "\t")}\n`,
};

let stale = false;
for (const [name, text] of Object.entries(FILES)) {
	if (text === undefined) continue;
	const file = join(ROOT, name);
	if (!process.argv.includes("--check")) writeFileSync(file, text);
	else if (!existsSync(file) || readFileSync(file, "utf8") !== text) {
		process.stdout.write(`${name} is not what the program says now; write it again with: npm run docs\n`);
		stale = true;
	}
}
const fidelity = spawnSync(
	process.execPath,
	["scripts/fidelity.mjs", ...process.argv.filter((word) => word === "--check")],
	{
		cwd: ROOT,
		stdio: "inherit",
	},
);
process.exit(stale || fidelity.status !== 0 ? 1 : 0);
