/** The page of policies, from their own descriptors and from published policies of idempotency keys. */
import { clientPolicies, idempotencyProfiles } from "../packages/behaviour/dist/index.js";

const parameterTable = ({ parameters }) =>
	["| | what | usually |", "| --- | --- | --- |"].concat(
		parameters.map(({ name, sentence, usual }) => `| \`${name}\` | ${sentence} | ${usual} |`),
	);

const policy = (descriptor) => `### ${descriptor.name}

${descriptor.sentence} **Always:** ${descriptor.law}

${parameterTable(descriptor).join("\n")}

Source: ${descriptor.source}.`;

const HOUR_MS = 3_600_000;

function kept(ms) {
	return ms >= 72 * HOUR_MS ? `${ms / HOUR_MS / 24} days` : `${ms / HOUR_MS} h`;
}

/** A word of a policy, marked where its source doesn't say it. */
const said = ({ unsaid }, word, text) => (unsaid.includes(word) ? `${text}\\*` : text);

const row = (profile) => {
	const { policy: of } = profile;
	const { missing, inFlight, reused } = of.statuses;
	return `| [${profile.name}](${profile.source.split(" ")[0]}) | \`${of.field}\` | ${of.syntax}, ${said(profile, "lengthAtMost", `at most ${of.lengthAtMost}`)} | ${said(profile, "isRequired", of.isRequired ? "yes" : "no")} | ${said(profile, "keptMs", kept(of.keptMs))} | ${said(profile, "stores", of.stores === "all" ? "all" : of.stores.join(", "))} | ${of.isRequired ? said(profile, "statuses", missing) : "–"} | ${said(profile, "statuses", inFlight)} | ${said(profile, "statuses", reused)} |`;
};

const differences = ({ name, differs, readOn, source }) =>
	differs.length === 0 ? [] : [`- **${name}** (${source}, read on ${readOn}): ${differs.join("; ")}.`];

export function policiesPage() {
	return `# Policies

<!-- Written by \`npm run docs\` from the program's own descriptors. -->

A policy decides and never waits: time and randomness are passed in. [@roundtrip/fetch](../../packages/fetch/README.md) drives these with
real clocks.

## Of a client

${clientPolicies.map(policy).join("\n\n")}

## Idempotency keys, as services publish them

What [@roundtrip/idempotency](../../packages/idempotency/README.md) can be set to. A mark (\\*) stands where the source doesn't say it, and the
policy has our own choice.

| | field | key | required | kept | stored answers | missing | in flight | other content |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
${idempotencyProfiles.map(row).join("\n")}

What these policies can't say:

${idempotencyProfiles.flatMap(differences).join("\n")}
`;
}
