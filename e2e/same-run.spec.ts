import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { parseScenario, traceLines } from "@roundtrip/model";
import { simulate } from "@roundtrip/simulator";
import { expect, test } from "./support/test.ts";

const folder = new URL("../scenarios/", import.meta.url);
const ids = readdirSync(folder)
	.filter((name) => name.endsWith(".yaml"))
	.map((name) => name.slice(0, -".yaml".length));

function hashInNode(id: string, seed: number): string {
	const parsed = parseScenario(readFileSync(new URL(`${id}.yaml`, folder), "utf8"));
	if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
	const result = simulate(parsed.value, { seed });
	if (!result.ok) throw new Error(result.problem);
	const hash = createHash("sha256");
	for (const line of traceLines(result.trace)) hash.update(line);
	return hash.digest("hex");
}

/** None that a scenario has by itself. */
const SEED = 42;

/** As many as one page opens one after the other. */
const TOGETHER = 10;

for (let first = 0; first < ids.length; first += TOGETHER) {
	const some = ids.slice(first, first + TOGETHER);
	test(`the same seed gives the same trace in Node and in the browser: ${some[0]} to ${some.at(-1)}`, async ({
		lab,
	}) => {
		for (const id of some) {
			await lab.open(`${id}?seed=${SEED}`);
			const fingerprint = lab.page.locator("[data-sha256]");
			await expect(fingerprint, id).toHaveAttribute("data-sha256", hashInNode(id, SEED));
		}
	});
}
