/** Explores the double transfer again and again, with the built packages; prints one line of JSON. */
import { readFileSync } from "node:fs";
import { analyse } from "@roundtrip/analysis";
import { createSoloist, explore, faultsOf } from "@roundtrip/explorer";
import { parseScenario } from "@roundtrip/model";
import { simulate } from "@roundtrip/simulator";

const FAULTS = 2;
const WARM_UP = 12;
const ROUNDS = 40;
const PLAIN_ROUNDS = 8;

const parsed = parseScenario(readFileSync(new URL("../../scenarios/lost-reply.yaml", import.meta.url), "utf8"));
if (!parsed.ok) throw new Error("the scenario has a problem");
const scenario = { ...parsed.value, faults: [] };

const first = performance.now();
const { broken } = await explore(scenario, { faults: 1 });
const foundMs = performance.now() - first;
const isFound = broken.some(({ smallest }) => smallest.some(([strike]) => strike?.point === "e1.1<"));

/** What is played, so that the simulator as everybody uses it can play the same. */
const played = [];
const soloist = createSoloist();
const noted = {
	atOnce: soloist.atOnce,
	play(work, schedules, questions) {
		played.push(...schedules.map(faultsOf));
		return soloist.play(work, schedules, questions);
	},
};
await explore(scenario, { faults: FAULTS, repairs: false, crew: noted });

const exploreOnce = () => explore(scenario, { faults: FAULTS, repairs: false });
const plainOnce = () => {
	for (const faults of played) {
		const result = simulate(scenario, { faults, keepBytes: false, keepPackets: false });
		if (!result.ok || analyse(result.trace).verdicts.length === 0) throw new Error("a schedule can't be judged");
	}
};

/** Schedules a second of processor time of all threads: garbage collection is in it. */
async function rates(work, rounds) {
	for (let round = 0; round < WARM_UP; round++) await work();
	const found = [];
	for (let round = 0; round < rounds; round++) {
		const start = process.cpuUsage();
		await work();
		const { user, system } = process.cpuUsage(start);
		found.push((played.length * 1e6) / (user + system));
	}
	return found.toSorted((a, b) => b - a);
}

const explored = await rates(exploreOnce, ROUNDS);
const plain = await rates(plainOnce, PLAIN_ROUNDS);
process.stdout.write(`${JSON.stringify({ schedules: played.length, isFound, foundMs, explored, plain })}\n`);
