import { demandOf, type LinkSpec, linkEnds, linkName, type Scenario } from "@roundtrip/model";
import { makesCopies, RequestCopies } from "./copies.ts";
import { given } from "./given.ts";
import { inTimeOf } from "./hamperings.ts";
import type { Answerer, Caller } from "./links/caller.ts";
import type { Link } from "./links/link.ts";
import { type ClientParts, createClient, type SimulatedClient } from "./nodes/client.ts";
import { createDatabase } from "./nodes/database.ts";
import { createServer } from "./nodes/server.ts";
import type { PlayParts } from "./parts.ts";
import type { World } from "./world.ts";

/** Everybody in a run, by name; the asking ends of links by the link's. */
export interface Population {
	readonly clients: ReadonlyMap<string, SimulatedClient>;
	readonly answerers: ReadonlyMap<string, Answerer>;
	readonly callers: Map<string, Caller>;
}

/** A link of a scenario, as far as no fault changes it. */
interface Connection extends Pick<Link, "name" | "spec" | "clients"> {
	readonly from: string;
	readonly to: string;
	/** How many connections its asking end has at most. */
	readonly limit: number;
}

/** Works out what every population of a scenario has in common. */
export function connectionsOf(scenario: Scenario): readonly Connection[] {
	return Object.entries(scenario.links).map(([name, spec]) => {
		const { from, to } = linkEnds(name);
		const asking = scenario.nodes[from];
		const ofAsker = asking !== undefined && "connections" in asking ? asking.connections : 1;
		const limit = spec.connections ?? ofAsker;
		return { name, spec, from, to, limit, clients: certificatesOf(scenario, from, to) };
	});
}

/**
 * Builds the nodes of a world and the links between them.
 * @param settled told when an exchange is over
 */
export function populate(
	world: World,
	connections: readonly Connection[],
	settled: ClientParts["settled"],
	parts: PlayParts,
): Population {
	const { scenario, machines } = world;
	const { createPrivateCache, playHedged, sockets } = parts;
	const clients = new Map<string, SimulatedClient>();
	const answerers = new Map<string, Answerer>();
	const callers = new Map<string, Caller>();

	const { createCaller } = parts;
	const copies = makesCopies(scenario) ? new RequestCopies({ createCaller, callers, answerers }) : undefined;
	for (const { name, spec, from, to, limit, clients: certificates } of connections) {
		const [asker, asked] = [known(machines, from), known(machines, to)];
		const link: Link = {
			name,
			spec,
			asker,
			answerer: asked,
			clients: certificates,
			trouble: troubleOf(scenario, spec, to),
			copies,
		};
		callers.set(name, createCaller({ world, link, limit, answerer: () => known(answerers, to) }));
	}

	for (const [name, spec] of Object.entries(scenario.nodes)) {
		const machine = known(machines, name);
		const own = inTimeOf(world, machine);
		const callerTo = (other: string): Caller => known(callers, linkName(name, other));
		if (spec.is === "database")
			answerers.set(name, createDatabase({ world: own, machine, spec, log: parts.createCommitLog?.(world, name) }));
		else if (spec.is === "server") answerers.set(name, createServer({ world: own, machine, spec, sockets, callerTo }));
		else if (spec.is === "cache") {
			const createCache = given(parts.createCache, "caches");
			answerers.set(name, createCache({ world: own, machine, spec, callerTo }));
		} else if (spec.is === "balancer") {
			const createBalancer = given(parts.createBalancer, "balancers");
			answerers.set(name, createBalancer({ world: own, machine, spec, callerTo }));
		} else
			clients.set(
				name,
				createClient({ world, name, spec, callerTo, settled, createPrivateCache, playHedged, sockets }),
			);
	}
	return { clients, answerers, callers };
}

/** As large as certificates are that are made for real runs, with keys of P-256. */
const CERTIFICATE_BYTES = 308;

/** The certificates that clients show over a link, where its server asks for them. */
function certificatesOf({ nodes, routes }: Scenario, from: string, to: string): Link["clients"] {
	const asks = Object.values(routes[to] ?? {}).some((steps) => demandOf(steps)?.demand === "certificate");
	if (!asks) return undefined;
	const asker = nodes[from];
	const proves = asker?.is === "client" ? asker.proves : undefined;
	const has = proves !== undefined && "certificate" in proves && proves.certificate === to;
	return { certificateBytes: has ? CERTIFICATE_BYTES : 0, authorityBytes: CERTIFICATE_BYTES };
}

/** What is wrong with the certificate that is shown over a link, if anything is. */
function troubleOf({ faults }: Scenario, { handshake, over }: LinkSpec, to: string): Link["trouble"] {
	// Whoever resumes an earlier connection is shown no certificate.
	if (handshake !== "full" || over === "http/3") return undefined;
	for (const fault of faults) if ("certificate" in fault && fault.of === to) return fault.certificate;
	return undefined;
}

/** What a checked scenario names is there; if not, that is a fault of ours. */
export function known<Value>(map: ReadonlyMap<string, Value>, name: string): Value {
	const value = map.get(name);
	if (value === undefined) throw new Error(`'${name}' is not part of the run`);
	return value;
}
