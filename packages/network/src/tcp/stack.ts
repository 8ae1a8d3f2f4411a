/**
 * TCP between two hosts, for whoever drives both ends: `createTcpStack` makes it, `connect` gives the two ends of a
 * connection, and `write`, `close`, `abandon`, `abort` and `setReading` are what a program does at either.
 *
 * A driver in real time lets the kernel follow its clock, and looks again when something comes in or the next event is due:
 *
 *     const look = () => {
 *         const nowNs = clock();                 // ns since the kernel began
 *         kernel.run({ untilNs: nowNs });
 *         kernel.advance(nowNs);                 // what is written now is written at this moment
 *         schedule(look, kernel.nextDueNs());       // undefined: nothing is due until something is written
 *     };
 *
 * It looks before it writes what has come in, and once more afterwards, because writing may make an earlier event.
 */
import { createStream } from "@roundtrip/behaviour";
import type { Kernel } from "@roundtrip/kernel";
import type { Bytes } from "@roundtrip/model";
import type { Path, PathSpec } from "../path/path.ts";
import { finish } from "./closing.ts";
import { type Listening, TcpEndpoint, type TcpSide, type TcpUser } from "./endpoint.ts";
import { connect } from "./handshake.ts";
import { receivePacket, resumeReading } from "./input.ts";
import { push } from "./output.ts";
import { PacketPool } from "./packet.ts";
import type { PacketWatcher } from "./packet-record.ts";
import { LINUX, type TcpSettings } from "./settings.ts";
import { Ticks } from "./ticks.ts";
import { timerDue } from "./timer-due.ts";
import { sendReset } from "./transmit.ts";
import { restartAfterIdle } from "./window-usage.ts";

/** A connection before it is made: both ends exist, the server's waits for the SYN. */
export interface TcpPair {
	readonly client: TcpEndpoint;
	readonly server: TcpEndpoint;
}

/** A process ends: its host resets its connections. Or the machine is off: nothing is heard of it. */
export type Death = "process" | "machine";

/** Where TCP runs, and who is told of its packets. */
export interface TcpStackSpec extends PathSpec {
	/** Is told of every packet as it is offered to the path. */
	readonly watchPacket?: PacketWatcher;
	/** Both hosts are namespaces or containers of one kernel: their ticks fall together. Apart if absent. */
	readonly oneKernel?: boolean;
}

/** TCP between one client's host and one server's host, over one path. */
export interface TcpStack {
	readonly path: Path;
	/** How the server's host takes SYNs from now on. */
	listening: Listening;
	/** Sends the SYN. Each user hears of its own end only. `connection` numbers it; if absent, the stack counts from 1. */
	connect(client: TcpUser, server: TcpUser, connection?: number): TcpPair;
	/**
	 * All connections of a host end there, and no user at that end is told. If a process died, each is reset after what is
	 * under way already, and SYNs are refused. If the machine died, it neither hears nor says anything.
	 */
	dies(host: "client" | "server", how: Death): void;
	/** The host is there again, and answers packets of the old connections with resets. SYNs are taken as before. */
	revives(host: "client" | "server"): void;
}

/** Tick phases are drawn from this many ticks, so that timers of all but the longest spans fall anywhere between ticks. */
const PHASE_TICKS = 512;

/** @param spec what the path was made from: its seed also draws where the hosts' ticks stand */
export function createTcpStack(
	kernel: Kernel,
	path: Path,
	spec: TcpStackSpec,
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
	const pathName = spec.name ?? "path";
	const sideOf = (name: TcpSide["name"], out: TcpSide["out"]): TcpSide => {
		const tickNs = Math.floor(1e9 / complete.hz);
		const clock = spec.oneKernel === true ? "client" : name;
		const phaseNs = createStream(spec.seed, `${pathName} ${clock}`, "tick").below(PHASE_TICKS * tickNs);
		return {
			kernel,
			out,
			pool,
			settings: complete,
			timerKind,
			ticks: new Ticks(complete.hz, phaseNs),
			name,
			listening: "accepts",
			isDown: false,
			watchPacket: spec.watchPacket,
		};
	};
	const sides = { client: sideOf("client", path.up), server: sideOf("server", path.down) };
	let connections = 0;
	let listening: Listening = "accepts";
	const dead = new Set<TcpSide["name"]>();

	const endpoint = (side: TcpSide, user: TcpUser, connection: number): TcpEndpoint => {
		const id = freeIds.pop() ?? endpoints.length;
		const made = new TcpEndpoint(side, id);
		endpoints[id] = made;
		made.user = user;
		made.connection = connection;
		made.release = () => freeIds.push(id);
		return made;
	};

	return {
		path,
		get listening() {
			return listening;
		},
		set listening(how) {
			listening = how;
			if (!dead.has("server")) sides.server.listening = how;
		},
		connect(clientUser, serverUser, connection) {
			connections += 1;
			const client = endpoint(sides.client, clientUser, connection ?? connections);
			const server = endpoint(sides.server, serverUser, connection ?? connections);
			client.peer = { receive: (packet) => receivePacket(server, packet) };
			server.peer = { receive: (packet) => receivePacket(client, packet) };
			connect(client);
			return { client, server };
		},
		dies(host, how) {
			const side = sides[host];
			dead.add(host);
			side.listening = "refuses";
			for (const one of endpoints) if (one.side === side) forget(one, how);
			side.isDown = how === "machine";
		},
		revives(host) {
			dead.delete(host);
			sides[host].isDown = false;
			sides[host].listening = listening;
		},
	};
}

/** An end whose host has died. A SYN that is still on its way meets the host as it is then. */
function forget(tcp: TcpEndpoint, how: Death): void {
	if (tcp.state === "listening") return;
	tcp.user = undefined;
	if (how === "process") abort(tcp);
	else finish(tcp, "reset");
	tcp.forgotten = true;
}

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
export function abandon(tcp: TcpEndpoint, silenced?: () => void): void {
	tcp.abandoned = true;
	tcp.silenced = silenced;
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

/** How many bytes of the other end's stream are here in order. */
export function bytesReceived(tcp: TcpEndpoint): Bytes {
	return Math.max(tcp.rcvNxt - 1 - (tcp.finReceived ? 1 : 0), 0);
}

/** How many of the bytes that were written are not acknowledged yet. */
export function bytesPending(tcp: TcpEndpoint): Bytes {
	return tcp.writeSeq - Math.min(Math.max(tcp.sndUna, 1), tcp.writeSeq);
}

/** The application stops reading, or goes on: while it does not read, the window that is offered closes. */
export function setReading(tcp: TcpEndpoint, reading: boolean): void {
	if (!reading) tcp.reading = false;
	else resumeReading(tcp);
}
