import { createStream } from "@roundtrip/behaviour";
import type { Kernel } from "@roundtrip/kernel";
import type { Bytes } from "@roundtrip/model";
import type { Path, PathSpec } from "../path/path.ts";
import { finish } from "./closing.ts";
import { TcpEndpoint, type TcpSide, type TcpUser } from "./endpoint.ts";
import { connect } from "./handshake.ts";
import { receivePacket } from "./input.ts";
import { push } from "./output.ts";
import { PacketPool } from "./packet.ts";
import { LINUX, type TcpSettings } from "./settings.ts";
import { Ticks } from "./ticks.ts";
import { timerDue } from "./timer-due.ts";
import { sendReset } from "./transmit.ts";
import { restartAfterIdle } from "./window-usage.ts";

/** What the server's host does with a SYN: a process listens, none does, or the host doesn't hear. */
export type Listening = "accepts" | "refuses" | "silent";

/** A connection before it is made: both ends exist, the server's waits for the SYN. */
export interface TcpPair {
	readonly client: TcpEndpoint;
	readonly server: TcpEndpoint;
}

/** TCP between one client's host and one server's host, over one path. */
export interface TcpStack {
	readonly path: Path;
	/** How the server's host takes the next SYNs. */
	listening: Listening;
	/** Sends the SYN. Each user hears of its own end only. */
	connect(client: TcpUser, server: TcpUser): TcpPair;
}

/** Tick phases are drawn from this many ticks, so that timers of all but the longest spans fall anywhere between ticks. */
const PHASE_TICKS = 512;

/** @param spec what the path was made from: its seed also draws where the hosts' ticks stand */
export function createTcpStack(
	kernel: Kernel,
	path: Path,
	spec: PathSpec,
	settings: Partial<TcpSettings> = {},
): TcpStack {
	const complete: TcpSettings = { ...LINUX, ...settings };
	const endpoints: TcpEndpoint[] = [];
	const freeIds: number[] = [];
	const pool = new PacketPool();
	const timerKind = kernel.register((id, which) => {
		const endpoint = endpoints[id];
		if (endpoint !== undefined) timerDue(endpoint, which);
	});
	const name = spec.name ?? "path";
	const sideOf = (out: TcpSide["out"], host: string): TcpSide => {
		const tickNs = Math.floor(1e9 / complete.hz);
		const phaseNs = createStream(spec.seed, `${name} ${host}`, "tick").below(PHASE_TICKS * tickNs);
		return { kernel, out, pool, settings: complete, timerKind, ticks: new Ticks(complete.hz, phaseNs) };
	};
	const clientSide = sideOf(path.up, "client");
	const serverSide = sideOf(path.down, "server");

	const endpoint = (side: TcpSide, user: TcpUser): TcpEndpoint => {
		const id = freeIds.pop() ?? endpoints.length;
		const made = new TcpEndpoint(side, id);
		endpoints[id] = made;
		made.user = user;
		made.release = () => freeIds.push(id);
		return made;
	};

	const stack: TcpStack = {
		path,
		listening: "accepts",
		connect(clientUser, serverUser) {
			const client = endpoint(clientSide, clientUser);
			const server = endpoint(serverSide, serverUser);
			client.peer = { receive: (packet) => receivePacket(server, packet) };
			server.peer = { receive: (packet) => receivePacket(client, packet) };
			server.state = STATE_FOR[stack.listening];
			connect(client);
			return { client, server };
		},
	};
	return stack;
}

const STATE_FOR = { accepts: "listening", refuses: "refusing", silent: "silent" } as const;

/** Adds bytes to the end of the stream, and sends what may be sent. Before the handshake is done they wait. */
export function write(tcp: TcpEndpoint, bytes: Bytes): void {
	if (tcp.state === "gone" || tcp.finQueued || bytes <= 0) return;
	tcp.refresh();
	if (tcp.state === "open") restartAfterIdle(tcp);
	tcp.writeSeq += bytes;
	if (tcp.state === "open") push(tcp);
}

/** Ends the stream after what was written. The other direction goes on. */
export function close(tcp: TcpEndpoint): void {
	if (tcp.finQueued || tcp.state === "gone") return;
	if (tcp.state !== "open") {
		finish(tcp, "closed");
		return;
	}
	tcp.finQueued = true;
	push(tcp);
}

/** Ends the stream and takes nothing more: data that still comes is answered with a reset, as after close(2). */
export function abandon(tcp: TcpEndpoint): void {
	tcp.abandoned = true;
	tcp.user = undefined;
	close(tcp);
}

/** Ends both streams at once with a reset; what was not acknowledged may be lost. */
export function abort(tcp: TcpEndpoint): void {
	if (tcp.state === "gone") return;
	tcp.refresh();
	if (tcp.state === "open" || tcp.state === "syn-received") sendReset(tcp);
	finish(tcp, "reset");
}
