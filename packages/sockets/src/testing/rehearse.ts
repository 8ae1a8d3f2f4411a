import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { planTraffic } from "@roundtrip/behaviour";
import { parseScenario, printProblem, type Scenario, type Trace } from "@roundtrip/model";
import { createClock } from "../clock.ts";
import { headerOf } from "../header.ts";
import type { JournalEntry } from "../journal/entry.ts";
import { mergeJournals } from "../journal/merge.ts";
import type { Journal } from "../journal/writer.ts";
import { playTogether } from "../processes/together.ts";
import { createTimers } from "../shaper/timers.ts";
import { createDatabaseRole } from "../stores/role.ts";

/** A scenario of a test, from its YAML. */
export function scenarioOf(text: string): Scenario {
	const result = parseScenario(`roundtrip: 1\ntitle: A test\n${text}`);
	if (!result.ok) throw new Error(result.problems.map((problem) => printProblem(problem, "test")).join("\n"));
	return result.value;
}

/** Plays a scenario without crashes on real sockets, all of it in this process, and gives its trace. */
export async function rehearse(scenario: Scenario): Promise<Trace> {
	const folder = mkdtempSync(join(tmpdir(), "roundtrip-test-"));
	const timers = createTimers(createClock());
	const journals = new Map<string, JournalEntry[]>();
	try {
		const play = await playTogether(scenario, {
			...{ timers, playDatabase: createDatabaseRole() },
			journal: (node) => inMemory(journals, node),
			database: (node) => ({ engine: "embedded", path: join(folder, `${node}.db`) }),
		});
		await play.settled;
		await untilIdle(() => play.isIdle);
		play.close();
		const lives = [...journals].map(([node, entries]) => ({ node, entries }));
		const plan = planTraffic(scenario, scenario.seed);
		return mergeJournals(headerOf(scenario), { scenario, plan, lives, crashes: [], effects: new Map() });
	} finally {
		await timers.close();
		rmSync(folder, { recursive: true });
	}
}

/** Long enough for what is on its way over the loopback interface to show up. */
const QUIET_TURNS = 100;

async function untilIdle(isIdle: () => boolean): Promise<void> {
	for (let quiet = 0; quiet < QUIET_TURNS; quiet = isIdle() ? quiet + 1 : 0) await turn();
}

function inMemory(journals: Map<string, JournalEntry[]>, node: string): Journal {
	const entries: JournalEntry[] = [];
	journals.set(node, entries);
	return {
		write: (entry) => entries.push(entry),
		writeAll: (several) => entries.push(...several),
		get length() {
			return entries.length;
		},
		close: () => undefined,
	};
}
