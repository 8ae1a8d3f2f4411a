import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { planTraffic } from "@roundtrip/behaviour";
import { linkEnds, type Scenario } from "@roundtrip/model";
import { playClient } from "../clients/role.ts";
import { createJournal } from "../journal/writer.ts";
import { playServer } from "../servers/role.ts";
import type { Timers } from "../shaper/timers.ts";
import type { Role, RoleParts, RolePlayer } from "./role.ts";

/** So many exchanges that the engine has compiled what the run will use. */
const EXCHANGES = 40;

const fixed = (ns: number): { readonly shape: "fixed"; readonly ns: number } => ({ shape: "fixed", ns });

/** A small world with everything in it, played before the run where nobody looks. */
const REHEARSAL: Scenario = {
	roundtrip: 1,
	title: "Rehearsal",
	seed: 1,
	nodes: {
		client: {
			...{ is: "client", timeout: 1e9, connections: 2 },
			retry: { attempts: 2, backoff: { baseNs: 1e6, capNs: 1e6 }, jitter: "full" },
		},
		server: { is: "server", workers: 2, queue: 1, timeout: 1e9, connections: 2 },
		database: { is: "database", workers: 1 },
	},
	links: {
		"client -> server": { rtt: 1e6, rate: 1e9, over: "http/1.1" },
		"server -> database": { rtt: 5e5, over: "http/1.1" },
	},
	routes: {
		server: {
			"POST /": [
				{ work: fixed(1e5) },
				{ query: "database", effect: "rehearsed", takes: fixed(1e5) },
				{ query: "database", takes: fixed(1e5) },
				{ reply: 200, size: 100 },
			],
		},
	},
	traffic: [
		{ from: "client", request: "POST /", at: 0, times: EXCHANGES, "one-by-one": true, arrivals: "even", size: 100 },
		{ from: "client", request: "POST /", at: 0, times: EXCHANGES, "one-by-one": true, arrivals: "even" },
	],
	faults: [],
	expect: [],
};

/**
 * Plays the rehearsal within this process, so that the run's first exchange costs what every other does: code is
 * compiled, sockets have been opened, the disk has been synced. It leaves no trace.
 */
export async function warmUp(timers: Timers, scratch: string, playDatabase: Role): Promise<void> {
	const folder = mkdtempSync(join(scratch, "rehearsal-"));
	const journal = createJournal(join(folder, "journal.ndjson"));
	const plan = planTraffic(REHEARSAL, REHEARSAL.seed);
	let settled: () => void = () => undefined;
	const isOver = new Promise<void>((resolve) => {
		settled = resolve;
	});
	const parts = (node: string): RoleParts => ({
		...{ context: { node, scenario: REHEARSAL, seed: REHEARSAL.seed, journal, timers }, plan, settled },
		database: join(folder, "effects.db"),
	});
	const players: Readonly<Record<string, RolePlayer>> = {
		database: playDatabase(parts("database")),
		server: playServer(parts("server")),
		client: playClient(parts("client")),
	};
	const ports: Record<string, number> = {};
	for (const { to } of Object.keys(REHEARSAL.links).map(linkEnds)) ports[to] = (await players[to]?.listen?.(0)) ?? 0;
	timers.clock.startAt(process.hrtime.bigint());
	for (const player of Object.values(players)) player.begin({ ports, counts: {}, lags: {} });
	await isOver;
	for (const player of Object.values(players)) player.close();
	journal.close();
}
