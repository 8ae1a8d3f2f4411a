import type { Kernel } from "@roundtrip/kernel";
import { Host } from "./host.ts";
import { createPath, type Path } from "./path/path.ts";
import { type ProcessingCosts, Processor } from "./processor.ts";
import type { Listening } from "./tcp/endpoint.ts";
import type { PacketWatcher } from "./tcp/packet-record.ts";
import type { TcpSettings } from "./tcp/settings.ts";
import { createTcpStack, type Death, type TcpStackSpec } from "./tcp/stack.ts";
import { Channel, type ChannelUser, createSecured } from "./tls/channel.ts";
import { planHandshake, type TlsOptions } from "./tls/handshake.ts";

/** A client's host and a server's host, and what joins them. */
export interface NetworkSpec extends TcpStackSpec {
	readonly tcp?: Partial<TcpSettings>;
	/** What the programs' own work takes; nothing if absent. */
	readonly clientCosts?: ProcessingCosts;
	readonly serverCosts?: ProcessingCosts;
}

/** Both ends of a connection, each to be used by its own side only. */
export interface ChannelPair {
	readonly client: Channel;
	readonly server: Channel;
}

export interface Network {
	readonly kernel: Kernel;
	readonly path: Path;
	readonly client: Processor;
	readonly server: Processor;
	readonly watchPacket: PacketWatcher | undefined;
	/** How the server's host takes new connections; while its process or machine is dead, that decides. */
	readonly listening: Listening;
	/** Calls `work` after `delayNs`. */
	later(delayNs: number, work: () => void): void;
	/** Sets how the server's host takes new connections. */
	listen(how: Listening): void;
	/** The next connection's number, from 1, whatever its protocol. */
	numberConnection(): number;
	/** Opens a connection, secured if `tls` is given; it has the next number if none was taken for it. */
	connect(client: ChannelUser, server: ChannelUser, tls?: TlsOptions, connection?: number): ChannelPair;
	/**
	 * The server's process ends: every connection is reset, after what is under way already, and new ones are refused. Or
	 * its machine is off: nothing is heard of it. What its programs were doing is not done.
	 */
	serverDies(how: Death): void;
	/** The server takes connections again. Packets of the old ones are answered with resets. */
	serverRevives(): void;
	/** The same at the client's end: its exchanges are forgotten, and no watcher is told anything more of them. */
	clientDies(how: Death): void;
	/** Clients can be asked again, and open new connections. */
	clientRevives(): void;
	readonly hosts: { readonly client: Host; readonly server: Host };
}

/** A network on this kernel: packets, TCP as Linux does it, TLS as OpenSSL does it. The seed decides all that is random. */
export function createNetwork(kernel: Kernel, spec: NetworkSpec): Network {
	const path = createPath(kernel, spec);
	const tcp = createTcpStack(kernel, path, spec, spec.tcp);
	const client = new Processor(kernel, spec.clientCosts);
	const server = new Processor(kernel, spec.serverCosts);
	const hosts = { client: new Host(client), server: new Host(server) };
	let connections = 0;

	const dies = (host: "client" | "server", how: Death): void => {
		tcp.dies(host, how);
		hosts[host].dies(how);
	};
	const revives = (host: "client" | "server"): void => {
		tcp.revives(host);
		hosts[host].revives();
	};

	const numberConnection = (): number => {
		connections += 1;
		return connections;
	};

	return {
		kernel,
		path,
		client,
		server,
		watchPacket: spec.watchPacket,
		get listening() {
			const { state } = hosts.server;
			if (state === "alive") return tcp.listening;
			return state === "process" ? "refuses" : "silent";
		},
		hosts,
		later: createLater(kernel),
		listen(how) {
			tcp.listening = how;
		},
		numberConnection,
		connect(clientUser, serverUser, tls, connection = numberConnection()) {
			const secured = tls === undefined ? undefined : createSecured(tls.version, planHandshake(tls));
			const pair = {
				client: new Channel(true, clientUser, client, secured),
				server: new Channel(false, serverUser, server, secured),
			};
			const { openNs = 0, openTlsNs = 0 } = client.costs;
			const begin = (): void => {
				if (pair.client.isDestroyed) return;
				const ends = tcp.connect(pair.client, pair.server, connection);
				pair.client.attach(ends.client);
				pair.server.attach(ends.server);
			};
			// What else the program does in this turn comes before the SYN.
			client.run(tls === undefined ? openNs : openNs + openTlsNs, () => client.run(0, begin));
			return pair;
		},
		serverDies: (how) => dies("server", how),
		serverRevives: () => revives("server"),
		clientDies: (how) => dies("client", how),
		clientRevives: () => revives("client"),
	};
}

/** Calls of functions as events of the kernel. */
function createLater(kernel: Kernel): Network["later"] {
	const waiting: ((() => void) | undefined)[] = [];
	const free: number[] = [];
	const kind = kernel.register((slot) => {
		const work = waiting[slot];
		waiting[slot] = undefined;
		free.push(slot);
		work?.();
	});
	return (delayNs, work) => {
		const slot = free.pop() ?? waiting.length;
		waiting[slot] = work;
		kernel.after(delayNs, kind, slot, 0);
	};
}
