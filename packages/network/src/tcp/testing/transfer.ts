import { createKernel } from "@roundtrip/kernel";
import type { DirectionSpec } from "../../path/direction.ts";
import { createPath, type Path } from "../../path/path.ts";
import type { CloseReason, Listening, TcpEndpoint, TcpUser } from "../endpoint.ts";
import type { TcpSettings } from "../settings.ts";
import { close, createTcpStack, write } from "../stack.ts";

/** A request of some bytes that is answered with some more, over one connection that both ends then close. */
export interface Transfer {
	readonly rttMs: number;
	readonly up?: DirectionSpec;
	readonly down?: DirectionSpec;
	readonly requestBytes: number;
	readonly responseBytes: number;
	readonly seed?: number;
	readonly settings?: Partial<TcpSettings>;
	readonly listening?: Listening;
	/** Looks at both ends after every event. */
	readonly watch?: (client: TcpEndpoint, server: TcpEndpoint) => void;
}

export interface Transferred {
	/** When the client was connected and had all, ms; -1: never. */
	readonly connectedMs: number;
	readonly doneMs: number;
	/** Bytes that each end's application read, and whether its stream only ever grew. */
	readonly clientRead: number;
	readonly serverRead: number;
	readonly clientClosed: CloseReason | undefined;
	readonly serverClosed: CloseReason | undefined;
	readonly client: TcpEndpoint;
	readonly server: TcpEndpoint;
	readonly path: Path;
	readonly events: number;
	readonly endMs: number;
}

/** Plays it to the end, at most `limit` events. */
export function transfer(spec: Transfer, limit = 5_000_000): Transferred {
	const kernel = createKernel();
	const { rttMs, up, down, seed = 1 } = spec;
	const pathSpec = { rttNs: rttMs * 1e6, seed, ...(up ? { up } : {}), ...(down ? { down } : {}) };
	const path = createPath(kernel, pathSpec);
	const stack = createTcpStack(kernel, path, pathSpec, spec.settings);
	stack.listening = spec.listening ?? "accepts";
	const seen = { connectedMs: -1, doneMs: -1, clientRead: 0, serverRead: 0 };
	const closed: { client?: CloseReason; server?: CloseReason } = {};
	const clientUser: TcpUser = {
		connected() {
			seen.connectedMs = kernel.now / 1e6;
			write(pair.client, spec.requestBytes);
		},
		readable() {
			seen.clientRead = pair.client.copiedSeq - 1;
			if (seen.clientRead < spec.responseBytes || seen.doneMs >= 0) return;
			seen.doneMs = kernel.now / 1e6;
			close(pair.client);
		},
		ended() {},
		closed(reason) {
			closed.client = reason;
		},
	};
	const serverUser: TcpUser = {
		connected() {},
		readable() {
			seen.serverRead = pair.server.copiedSeq - 1;
			if (seen.serverRead === spec.requestBytes && pair.server.writeSeq === 1) write(pair.server, spec.responseBytes);
		},
		ended() {
			close(pair.server);
		},
		closed(reason) {
			closed.server = reason;
		},
	};
	const pair = stack.connect(clientUser, serverUser);
	while (kernel.dispatched < limit && kernel.run({ maxEvents: 1 }) === "limit") spec.watch?.(pair.client, pair.server);
	return {
		...seen,
		clientClosed: closed.client,
		serverClosed: closed.server,
		...pair,
		path,
		events: kernel.dispatched,
		endMs: kernel.now / 1e6,
	};
}
