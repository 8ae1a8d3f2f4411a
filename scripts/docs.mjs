/**
 * `npm run docs`: the reference, written from the program's own descriptors (what is spoken above HTTP: protocol-pages.mjs; who
 * proves what: authentication-page.mjs),
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
const { codeOfReply, GRPC_CODES, METHOD_TRAITS, reasonPhrase, statusMeaning } = await import(
	"../packages/behaviour/dist/index.js"
);
const { helpText } = await import("../apps/cli/dist/program.js");
const { authenticationPage } = await import("./authentication-page.mjs");
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

## What a client proves

\`proves\` of a client is one of these; what a route demands is the step \`demand\`. Guide: [authentication](../guide/authentication.md).

${variants(model.proofKinds, nodes.additionalProperties.anyOf[0].properties.proves.anyOf).join("\n\n")}

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
\`rate\` \`for\` a while. With \`until: 200\` nothing more of the line is begun once an answer has that status: asking again
and again until it is there. With \`deadline\` a client of gRPC or Connect says how long it waits for all of its tries; a server
that gets to a step after that answers DEADLINE_EXCEEDED instead of doing it. \`headers\` may say what plain HTTP knows: \`accept\`, \`accept-encoding\`, \`range\`, \`if-none-match\`
and others ([http.md](http.md)).

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

const yes = (flag) => (flag ? "yes" : "no");
const statuses = Array.from({ length: 500 }, (_, n) => 100 + n).filter((status) => reasonPhrase(status) !== "unknown");

const httpReference = `# Plain HTTP

<!-- Written by \`npm run docs\` from the program's own tables. -->

What servers of a scenario know of HTTP without being told, in both worlds and byte for byte
(RFC 9110, RFC 9457, RFC 1952). A client says what it wants in the \`headers\` of its line of traffic:

- **Forms.** Each content is there in one form. A GET or HEAD whose \`accept\` takes none such is answered 406.
- **Compression.** A server with \`compress: true\` sends whole answers from 1 KiB to 16 MiB as gzip where \`accept-encoding\`
  takes it, with \`vary\`, and with a weak tag. The size is exact: the simulator compresses as zlib does, the real server with
  Node's zlib, and a test holds one against the other. The time that it takes a processor isn't modelled. There is no Brotli.
- **Conditions.** \`if-none-match\` and \`if-modified-since\` are answered 304 where nothing has changed. A change with
  \`if-match\`, \`if-none-match\` or \`if-unmodified-since\` that doesn't hold is answered 412 before anything is done; what is there
  is what the route of GET at the same address says of it.
- **Parts.** \`range\` is answered 206 or 416, with \`if-range\` where the client has parts already.
- **Methods.** HEAD is answered as GET is, OPTIONS says in \`allow\` what may be asked, and a method that an address doesn't take
  is answered 405.
- **Problems.** What a server refuses on its own account, 405, 406, 412, 416, 502, 503 and 504, is said as
  \`application/problem+json\`.

Interim answers (100, 103) and \`expect: 100-continue\` can't be said in a scenario.

## Methods

| method | safe | idempotent | cacheable | what it is for |
| --- | --- | --- | --- | --- |
${Object.entries(METHOD_TRAITS)
	.map(
		([method, { isSafe, isIdempotent, isCacheable, what }]) =>
			`| ${method} | ${yes(isSafe)} | ${yes(isIdempotent)} | ${yes(isCacheable)} | ${what} |`,
	)
	.join("\n")}

Safe: it asks for no change. Idempotent: sent twice, it does what it does once, so a client may try again without asking.

## Statuses

| status | name | what it tells whoever asked |
| ---: | --- | --- |
${statuses.map((status) => `| ${status} | ${reasonPhrase(status)} | ${statusMeaning(status)} |`).join("\n")}

## What became of a call of gRPC

A route says a status of HTTP; gRPC and Connect say a code of their own for it.

| reply | code | number |
| ---: | --- | ---: |
${statuses
	.filter((status) => status >= 400 && codeOfReply(status) !== "unknown")
	.map((status) => `| ${status} | \`${codeOfReply(status)}\` | ${GRPC_CODES[codeOfReply(status)]} |`)
	.join("\n")}

Any other status from 400 on is \`unknown\` (2); below it is \`ok\` (0).
`;

const FILES = {
	"docs/reference/http.md": httpReference,
	"docs/reference/scenario.md": scenarioReference,
	"docs/reference/command-line.md": commandReference,
	"docs/reference/protocols.md": protocolsPage(),
	"docs/reference/protocols-compared.md": protocolsComparedPage(),
	"docs/reference/protocols-measured.md": protocolsMeasuredPage(),
	"docs/reference/authentication.md": authenticationPage(),
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
