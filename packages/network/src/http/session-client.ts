import type { Resolver } from "../dns.ts";
import type { Network } from "../network.ts";
import type { Death } from "../tcp/stack.ts";
import type { ClientOptions, HttpClient } from "./client.ts";
import { Wanted } from "./wanted.ts";

/** One connection that carries many exchanges at once. */
export interface Session {
	/** Begins an exchange, or lets it wait. The first one is that for which the connection was opened. */
	ask(wanted: Wanted): void;
	/** The client ends it. */
	close(): void;
	/** A host of it has died, where TCP does not see to it. */
	dies?(host: "client" | "server", how: Death): void;
}

/** How a session tells its client of its end, once. `wasOpen`: and the client did not end it. */
export type SessionEnded = (wasOpen: boolean) => void;

/**
 * A client with one connection for all exchanges, opened for the first one; after it has ended, for the next one.
 */
export function createSessionClient(
	network: Network,
	options: ClientOptions,
	create: (connection: number, ended: SessionEnded) => Session,
): HttpClient {
	const { resolver, hostName = "server", closed } = options;
	let session: Session | undefined;
	/** Exchanges that wait for the address, or for the connection to be begun. */
	let waiting: Wanted[] | undefined;

	function open(first: Wanted): void {
		const number = network.numberConnection();
		// What is asked for while the watcher hears of it waits for this connection.
		const others: Wanted[] = [];
		waiting = others;
		first.watcher.connecting?.(number);
		if (waiting === others) waiting = undefined;
		if (!first.isOver) {
			const made = create(number, (wasOpen) => {
				if (session === made) session = undefined;
				if (wasOpen) closed?.(number, "reset");
			});
			session = made;
			made.ask(first);
		}
		for (const wanted of [...others]) give(wanted);
	}

	function give(wanted: Wanted): void {
		if (wanted.isOver) return;
		if (session === undefined) open(wanted);
		else session.ask(wanted);
	}

	function resolve(first: Wanted, from: Resolver): void {
		const all: Wanted[] = [];
		waiting = all;
		first.standIn(all);
		first.resolve(from, hostName, () => {
			if (waiting !== all) return;
			waiting = undefined;
			for (const wanted of [...all]) give(wanted);
		});
	}

	function place(wanted: Wanted): void {
		if (wanted.isOver) return;
		if (session === undefined && waiting !== undefined) wanted.waitIn(waiting);
		else if (session === undefined && resolver !== undefined) resolve(wanted, resolver);
		else give(wanted);
	}

	function close(): void {
		const last = session;
		session = undefined;
		for (const wanted of waiting ?? []) wanted.drop();
		waiting = undefined;
		last?.close();
	}

	network.hosts.client.whenDies((how) => {
		session?.dies?.("client", how);
		close();
	});
	network.hosts.server.whenDies((how) => session?.dies?.("server", how));
	return {
		ask(spec, watcher) {
			const wanted = new Wanted(network, spec, watcher);
			if (network.hosts.client.state !== "alive") return wanted;
			const { askNs = 0 } = network.client.costs;
			if (askNs === 0) place(wanted);
			else network.client.run(askNs, () => place(wanted));
			return wanted;
		},
		close,
	};
}
