import { planTraffic } from "@roundtrip/behaviour";
import type { NodeSpec, Scenario } from "@roundtrip/model";
import { createRunSecrets, type RunSecrets, secretsFor } from "../auth/run-secrets.ts";
import { playBalancer } from "../balancers/role.ts";
import { IN_MEMORY } from "../caches/place.ts";
import { playCache } from "../caches/role.ts";
import { playClient } from "../clients/role.ts";
import type { Journal } from "../journal/writer.ts";
import type { NodeContext } from "../node-context.ts";
import { playServer } from "../servers/role.ts";
import type { Timers } from "../shaper/timers.ts";
import type { DatabasePlace } from "../stores/place.ts";
import { earlierSessions } from "../tls/earlier-session.ts";
import { createIdentities, type Identities } from "../tls/identities.ts";
import type { Role, RolePlayer } from "./role.ts";

/** All nodes of a scenario at play in one process. */
export interface Together {
	/** Resolved when every client's exchanges are over. */
	readonly settled: Promise<void>;
	readonly isIdle: boolean;
	close(): void;
}

export interface TogetherParts {
	readonly timers: Timers;
	journal(node: string): Journal;
	/** Where a database keeps its rows. */
	database(node: string): DatabasePlace;
	readonly playDatabase: Role;
	/** Certificates that have been made for it; made anew where they are absent. */
	readonly identities?: Identities;
	readonly secrets?: RunSecrets;
}

/** Plays a scenario in this process, on real sockets all the same; its zero is now. Crashes are beyond it. */
export async function playTogether(scenario: Scenario, parts: TogetherParts): Promise<Together> {
	const { timers, playDatabase } = parts;
	const roles: Readonly<Record<NodeSpec["is"], Role>> = {
		client: playClient,
		cache: playCache,
		balancer: playBalancer,
		server: playServer,
		database: playDatabase,
	};
	const plan = planTraffic(scenario, scenario.seed);
	const ports: Record<string, number> = {};
	const identities = parts.identities ?? (await createIdentities(scenario));
	const secrets = parts.secrets ?? (await createRunSecrets(scenario));
	const contexts: NodeContext[] = [];
	const players: RolePlayer[] = [];
	const settled: Promise<void>[] = [];
	for (const [node, spec] of Object.entries(scenario.nodes)) {
		const context = {
			...{ node, scenario, seed: scenario.seed, journal: parts.journal(node), timers, identities },
			secrets: await secretsFor(secrets, scenario, node),
		};
		let over: () => void = () => undefined;
		const isOver = new Promise<void>((resolve) => {
			over = resolve;
		});
		const player = roles[spec.is]({
			...{ context, plan, database: parts.database(node), cache: IN_MEMORY },
			settled: () => over(),
		});
		if (spec.is === "client") settled.push(isOver);
		if (player.listen !== undefined) Object.assign(ports, await player.listen({}));
		contexts.push(context);
		players.push(player);
	}
	const sessions: Record<string, Buffer> = {};
	for (const context of contexts) Object.assign(sessions, await earlierSessions(context, ports));
	timers.clock.startAt(process.hrtime.bigint());
	for (const player of players) player.begin({ ports, counts: {}, lags: {}, sessions });
	return {
		settled: Promise.all(settled).then(() => undefined),
		get isIdle() {
			return players.every((player) => player.isIdle);
		},
		close() {
			for (const player of players) player.close();
		},
	};
}
