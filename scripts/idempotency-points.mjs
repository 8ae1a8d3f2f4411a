/**
 * `node scripts/idempotency-points.mjs`: plays the thirteen fault points against our library and against published
 * middlewares, in real processes with real kills, and writes docs/reference/idempotency-points.md.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensurePostgres } from "./postgres.mjs";
import { build, install, ROOT } from "./prepare.mjs";
import { ensureRedis } from "./redis.mjs";

install();
if (!process.argv.includes("--built")) build(true);
ensurePostgres();
ensureRedis();
const { openBench } = await import("../packages/idempotency/dist/testing/bench.js");
const { FAULT_POINTS, problemAt } = await import("../packages/idempotency/dist/testing/points.js");
const { redisServerPath, startPostgres, startRedisServer } = await import("../packages/testing/dist/index.js");

const versionOf = (name) => JSON.parse(readFileSync(join(ROOT, "node_modules", name, "package.json"), "utf8")).version;

const path = redisServerPath();
if (path === undefined) {
	process.stderr.write("There is no redis-server, which two of the columns need.\n");
	process.exit(70);
}
const postgres = await startPostgres();
const redis = await startRedisServer(path);
const onRedis = { redisUrl: redis.url };
const SUBJECTS = [
	{ name: "ours, embedded database", subject: "fastify", place: {} },
	{ name: "ours, PostgreSQL", subject: "fastify", place: { postgresUrl: postgres.url } },
	{ name: "ours, Redis", subject: "fastify", place: onRedis },
	{ name: `express-idempotency ${versionOf("express-idempotency")}`, subject: "express-idempotency", place: {} },
	{
		name: `@node-idempotency/core ${versionOf("@node-idempotency/core")}`,
		subject: "node-idempotency",
		place: onRedis,
	},
];

/** A middleware whose clock can't be moved keeps its keys for as long as the real one says. */
const needsClock = ({ sentence }) => sentence.includes("expired");

async function columnOf({ name, subject, place }) {
	process.stderr.write(`${name} …\n`);
	const bench = await openBench(subject, place);
	const cells = [];
	try {
		for (const point of FAULT_POINTS) {
			if (needsClock(point) && subject !== "fastify") cells.push("not played");
			else cells.push(await cellOf(point, bench));
		}
	} finally {
		await bench.close();
	}
	return cells;
}

async function cellOf(point, bench) {
	try {
		return problemAt(point, await point.play(bench)) ?? "holds";
	} catch (error) {
		// A server that ended by itself is started again for the points that follow.
		await bench.restart().catch(() => undefined);
		return `the server ended: ${error.message}`;
	}
}

const columns = [];
for (const subject of SUBJECTS) columns.push(await columnOf(subject));
await postgres.stop();
await redis.stop();

const rows = FAULT_POINTS.map(({ sentence }, row) => {
	const cells = columns.map((column) => column[row]);
	return `| ${row + 1}. ${sentence} | ${cells.join(" | ")} |`;
});
const held = columns.map(
	(column) =>
		`${column.filter((cell) => cell === "holds").length} of ${column.filter((cell) => cell !== "not played").length}`,
);

writeFileSync(
	join(ROOT, "docs/reference/idempotency-points.md"),
	`# Thirteen ways in which a request with an idempotency key goes wrong

<!-- Written by \`node scripts/idempotency-points.mjs\` from what it has seen. -->

Each point is played with a real HTTP server in a process of its own, a real client, a proxy that breaks connections, and a
SIGKILL where one is needed (Node ${process.versions.node}). A cell says what didn't hold, counted in the database of the effects.

| | ${SUBJECTS.map(({ name }) => name).join(" | ")} |
| --- | ${SUBJECTS.map(() => "---").join(" | ")} |
${rows.join("\n")}
| **holds** | ${held.map((each) => `**${each}**`).join(" | ")} |

What the columns are:

- **ours, embedded database** and **ours, PostgreSQL**: key, answer and effect are written in one transaction.
- **ours, Redis**: the key is in Redis, the effect in a database, and no transaction holds both. After a kill between effect and
  answer the key is held: the effect is there once, the retry is told that its outcome isn't known (409), and nobody repeats it.
  That is the point that can't be held without a transaction.
- **express-idempotency** with the store that it has by itself, in memory. Its page advises another one for production; none was
  played here.
- **@node-idempotency/core** on its adapter for Redis, joined to Express by \`onRequest\` before the handler and \`onResponse\` before
  the answer leaves.

Neither of the two knows a caller: whoever uses them can put one into the key. Point 11 is a choice: ours is played with
\`fingerprint: "canonical-json"\`, and refuses a content that is written otherwise without it.

"not played": its keys expire by the real clock, which a test can't move.
`,
);
process.stdout.write(`${SUBJECTS.map(({ name }, n) => `${name}: ${held[n]}`).join("\n")}\n`);
