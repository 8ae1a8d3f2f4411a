import type { Kernel } from "@roundtrip/kernel";
import { createPath, type Path, type PathSpec } from "./path/path.ts";
import { type ProcessingCosts, Processor } from "./processor.ts";
import type { TcpSettings } from "./tcp/settings.ts";
import { createTcpStack, type Listening } from "./tcp/stack.ts";
import { Channel, type ChannelUser, createSecured } from "./tls/channel.ts";
import { planHandshake, type TlsOptions } from "./tls/handshake.ts";

/** A client's host and a server's host, and what joins them. */
export interface NetworkSpec extends PathSpec {
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
	/** Calls `work` after `delayNs`. */
	later(delayNs: number, work: () => void): void;
	/** How the server's host takes new connections. */
	listen(how: Listening): void;
	/** Opens a connection, secured if `tls` is given. */
	connect(client: ChannelUser, server: ChannelUser, tls?: TlsOptions): ChannelPair;
}

/** A network on this kernel: packets, TCP as Linux does it, TLS as OpenSSL does it. The seed decides all that is random. */
export function createNetwork(kernel: Kernel, spec: NetworkSpec): Network {
	const path = createPath(kernel, spec);
	const tcp = createTcpStack(kernel, path, spec, spec.tcp);
	const client = new Processor(kernel, spec.clientCosts);
	const server = new Processor(kernel, spec.serverCosts);
	const waiting: ((() => void) | undefined)[] = [];
	const free: number[] = [];
	const laterKind = kernel.register((slot) => {
		const work = waiting[slot];
		waiting[slot] = undefined;
		free.push(slot);
		work?.();
	});
	return {
		kernel,
		path,
		client,
		server,
		later(delayNs, work) {
			const slot = free.pop() ?? waiting.length;
			waiting[slot] = work;
			kernel.after(delayNs, laterKind, slot, 0);
		},
		listen(how) {
			tcp.listening = how;
		},
		connect(clientUser, serverUser, tls) {
			const secured = tls === undefined ? undefined : createSecured(tls.version, planHandshake(tls));
			const pair = {
				client: new Channel(true, clientUser, client, secured),
				server: new Channel(false, serverUser, server, secured),
			};
			const { openNs = 0, openTlsNs = 0 } = client.costs;
			const begin = (): void => {
				const ends = tcp.connect(pair.client, pair.server);
				pair.client.attach(ends.client);
				pair.server.attach(ends.server);
			};
			// What else the program does in this turn comes before the SYN.
			client.run(tls === undefined ? openNs : openNs + openTlsNs, () => client.run(0, begin));
			return pair;
		},
	};
}
