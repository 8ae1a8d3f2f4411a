import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { type LinkSpec, PLAIN_LINK, type Scenario } from "@roundtrip/model";
import { createJournal } from "../journal/writer.ts";
import { isModelled } from "../shaper/modelled-link.ts";
import type { Timers } from "../shaper/timers.ts";
import { type DatabasePlace, rehearsalPlace } from "../stores/place.ts";
import { type Identities, REHEARSED, REHEARSED_IDENTITY } from "../tls/identities.ts";
import type { Configure } from "./messages.ts";
import type { Role } from "./role.ts";
import { spokenRehearsal } from "./spoken-rehearsal.ts";
import { playTogether } from "./together.ts";

/** So many exchanges that the engine has compiled what the run will use. */
const EXCHANGES = 25;

const fixed = (ns: number): { readonly shape: "fixed"; readonly ns: number } => ({ shape: "fixed", ns });

/** A small world with everything in it, played before the run where nobody looks. */
const PLAIN_REHEARSAL: Scenario = {
	roundtrip: 1,
	title: "Rehearsal",
	seed: 1,
	types: {},
	nodes: {
		client: {
			...{ is: "client", timeout: 1e9, connections: 2 },
			retry: { attempts: 2, backoff: { baseNs: 1e6, capNs: 1e6 }, jitter: "full" },
		},
		server: { is: "server", workers: 2, queue: 1, timeout: 1e9, connections: 2 },
		database: { is: "database", workers: 1, rows: 0, index: true, scan: 0, amounts: {}, patience: 5e9 },
	},
	links: {
		[REHEARSED]: { ...PLAIN_LINK, rtt: 1e6, rate: 1e9 },
		"server -> database": { ...PLAIN_LINK, rtt: 5e5 },
	},
	routes: {
		server: {
			"POST /": [
				{ work: fixed(1e5) },
				{ query: "database", effect: "rehearsed", takes: fixed(1e5), times: 1 },
				{ query: "database", takes: fixed(1e5), times: 1 },
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
 * The rehearsals for a node of a scenario: the plain one, one for each way in which links are modelled, and one of what the
 * node speaks.
 */
function rehearsalsFor(scenario: Scenario, node: string): readonly Scenario[] {
	const ways = new Map<string, LinkSpec>();
	for (const [name, { over, tls, "keep-alive": keepAlive }] of Object.entries(scenario.links)) {
		if (!isModelled(scenario, name)) continue;
		const way: LinkSpec = { ...PLAIN_LINK, rtt: 1e6, over, tls, "keep-alive": keepAlive, detail: "packets" };
		ways.set(JSON.stringify(way), way);
	}
	const links = [...ways.values()].map((way) => ({ ...PLAIN_REHEARSAL.links, [REHEARSED]: way }));
	const spoken = spokenRehearsal(scenario, node, PLAIN_REHEARSAL);
	const modelled = links.map((each) => ({ ...PLAIN_REHEARSAL, links: each }));
	return [PLAIN_REHEARSAL, ...modelled, ...(spoken === undefined ? [] : [spoken])];
}

/**
 * Plays the rehearsals within this process, so that the run's first exchange costs what every other does: code is
 * compiled, sockets have been opened, the disk has been synced. It leaves no trace.
 */
export async function warmUp(
	{ scenario, node, identities, scratch, database }: Configure,
	timers: Timers,
	playDatabase: Role,
): Promise<void> {
	const identity = identities[REHEARSED_IDENTITY];
	for (const rehearsal of rehearsalsFor(scenario, node)) {
		// Whoever is given an authority to trust speaks TLS.
		const isSecured = identity !== undefined && rehearsal.links[REHEARSED]?.tls !== undefined;
		const own = isSecured ? { [REHEARSED]: identity } : {};
		await rehearse(rehearsal, own, timers, { scratch, database }, playDatabase);
	}
}

async function rehearse(
	scenario: Scenario,
	identities: Identities,
	timers: Timers,
	places: { readonly scratch: string; readonly database: DatabasePlace },
	playDatabase: Role,
): Promise<void> {
	const folder = mkdtempSync(join(places.scratch, "rehearsal-"));
	const journal = createJournal(join(folder, "journal.ndjson"));
	const database = (node: string): DatabasePlace => rehearsalPlace(places.database, node, folder);
	const play = await playTogether(scenario, { timers, playDatabase, identities, database, journal: () => journal });
	await play.settled;
	play.close();
	journal.close();
}
