import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { traceLines } from "@roundtrip/model";
import { describe, expect, it } from "vitest";
import { played, scenarioOf } from "./testing/play.ts";

const GALLERY = new URL("../../../scenarios/", import.meta.url);
const GOLDEN = new URL("./golden/", import.meta.url);
const RENEW = "UPDATE_GOLDEN=1 npx vitest run --project packages packages/simulator/src/golden.test.ts";
const isRenewing = process.env.UPDATE_GOLDEN === "1";

const names = readdirSync(GALLERY).flatMap((file) => (file.endsWith(".yaml") ? [file.slice(0, -5)] : []));

/** What no scenario of the gallery has together. */
const LOSSY = `roundtrip: 1
title: A lossy page
seed: 11
nodes: { browser: { is: client }, shop: { is: server } }
links: { browser -> shop: { rtt: 60ms, rate: 5Mbit/s, loss: 4%, over: http/2, tls: 1.3, dns: 20ms } }
routes: { shop: { GET /: [ { work: 5ms }, { reply: 200, size: 30kB } ] } }
traffic: [ { browser: GET /, times: 3 } ]
`;

function expectFrozen(name: string, lines: readonly string[]): void {
	const file = new URL(`${name}.golden.ndjson`, GOLDEN);
	if (isRenewing) writeFileSync(file, lines.join(""));
	expect(existsSync(file), `no golden trace yet; write it with ${RENEW}`).toBe(true);
	const frozen = readFileSync(file, "utf8").split(/(?<=\n)/);
	expect(lines, `if the change is meant, renew the golden traces with ${RENEW}`).toEqual(frozen);
}

/**
 * Every scenario of the gallery with its trace, frozen: whoever changes one of them sees it, and says why. Packets are left
 * out, as thousands of them say what the messages say; one small page keeps them.
 */
describe("the trace of the gallery's", () => {
	it.each(names)("%s is the one that was frozen", (name) => {
		const scenario = scenarioOf(readFileSync(new URL(`${name}.yaml`, GALLERY), "utf8"));
		const lines = [...traceLines(played(scenario, { keepPackets: false }))];
		expectFrozen(name, lines);
	});

	it("a page over HTTP/2, TLS and a lossy path, packet by packet, is the one that was frozen", () => {
		const lines = [...traceLines(played(scenarioOf(LOSSY)))];
		expect(lines.filter((line) => line.includes('"lost":"chance"')).length).toBeGreaterThan(2);
		expectFrozen("lossy-page", lines);
	});

	it("frozen traces are those of scenarios that are there", () => {
		const frozen = readdirSync(GOLDEN).map((file) => file.replace(".golden.ndjson", ""));
		expect(new Set(frozen)).toEqual(new Set([...names, "lossy-page"]));
	});
});
