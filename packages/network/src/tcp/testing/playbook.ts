import { createKernel, type Kernel } from "@roundtrip/kernel";
import { type Fate, PASSED, type Traveller } from "../../path/direction.ts";
import { type CloseReason, TcpEndpoint, type TcpSide } from "../endpoint.ts";
import { connect } from "../handshake.ts";
import { receivePacket } from "../input.ts";
import { ACK, FIN, Packet, PacketPool, PSH, RST, SYN } from "../packet.ts";
import { LINUX, type TcpSettings } from "../settings.ts";
import { Ticks } from "../ticks.ts";
import { timerDue } from "../timer-due.ts";

/** What the test puts in as the other end's packet; what is absent is as it usually is. */
export interface Incoming {
	readonly flags?: number;
	readonly seq?: number;
	readonly length?: number;
	readonly ack?: number;
	readonly windowBytes?: number;
	readonly sacks?: readonly number[];
	readonly echoMs?: number;
}

/** A packet that the endpoint has sent, in words: time in ms, flags, position, length, acknowledgement, blocks. */
export type Sent = string;

const NAMES: readonly (readonly [number, string])[] = [
	[SYN, "SYN"],
	[FIN, "FIN"],
	[RST, "RST"],
];

function inWords(packet: Packet, nowMs: number): Sent {
	const names = NAMES.filter(([flag]) => (packet.flags & flag) !== 0).map(([, name]) => name);
	const what = [...names, ...(packet.length > 0 ? [`${packet.seq}+${packet.length}`] : [])];
	const blocks: string[] = [];
	for (let at = 0; at < packet.sackCount; at++) {
		blocks.push(`${packet.sacks[2 * at] ?? 0}-${packet.sacks[2 * at + 1] ?? 0}`);
	}
	return [
		`${Math.round(nowMs)}:`,
		...what,
		...((packet.flags & ACK) !== 0 ? [`ack ${packet.ack}`] : []),
		...(blocks.length > 0 ? [`has ${blocks.join(" ")}`] : []),
	].join(" ");
}

/**
 * One endpoint alone: the test plays the other end and the network. What is put in comes with the time at which it
 * arrives, what comes out is read as words. Ticks begin at 0, so that timers fire at whole ticks.
 */
export class Playbook {
	readonly kernel: Kernel = createKernel();
	readonly tcp: TcpEndpoint;
	readonly closed: CloseReason[] = [];
	/** Sizes of the packets that were sent. */
	readonly sizes: number[] = [];
	connected = false;
	ended = false;
	#sent: Sent[] = [];
	#stamp = 0;

	constructor(settings: Partial<TcpSettings> = {}) {
		const complete = { ...LINUX, ...settings };
		const pool = new PacketPool();
		const out = {
			busyUntilNs: 0,
			arrivedByNs: 0,
			loadedUntilNs: 0,
			offer: (packet: Traveller): Fate => {
				if (packet instanceof Packet) {
					this.#sent.push(inWords(packet, this.kernel.now / 1e6));
					this.sizes.push(packet.bytes);
				}
				return PASSED;
			},
		};
		const timerKind = this.kernel.register((_, which) => timerDue(this.tcp, which));
		const side: TcpSide = {
			kernel: this.kernel,
			out,
			pool,
			settings: complete,
			timerKind,
			ticks: new Ticks(complete.hz, 0),
			name: "client",
			isDown: false,
			listening: "accepts",
			watchPacket: undefined,
		};
		this.tcp = new TcpEndpoint(side, 0);
		this.tcp.user = {
			connected: () => {
				this.connected = true;
			},
			readable: () => {},
			ended: () => {
				this.ended = true;
			},
			closed: (reason) => this.closed.push(reason),
		};
	}

	/** What was sent since it was last asked. */
	sent(): readonly Sent[] {
		const sent = this.#sent;
		this.#sent = [];
		return sent;
	}

	/** Time goes on until this moment; what was sent on the way is in `sent`. */
	until(ms: number): this {
		this.kernel.run({ untilNs: ms * 1e6 });
		// An event that does nothing brings the clock to the moment itself.
		const kind = this.kernel.register(() => {});
		this.kernel.at(ms * 1e6, kind, 0, 0);
		this.kernel.run({ untilNs: ms * 1e6 });
		return this;
	}

	/** A packet of the other end arrives now. */
	receive(incoming: Incoming): this {
		const packet = new Packet(new PacketPool());
		packet.flags = incoming.flags ?? ACK;
		packet.seq = incoming.seq ?? this.tcp.rcvNxt;
		packet.length = incoming.length ?? 0;
		packet.ack = incoming.ack ?? this.tcp.sndNxt;
		packet.windowBytes = incoming.windowBytes ?? 65_536;
		this.#stamp += 1;
		packet.stampMs = this.#stamp;
		packet.echoMs = incoming.echoMs ?? 0;
		packet.sackCount = (incoming.sacks?.length ?? 0) / 2;
		packet.sacks.set(incoming.sacks ?? []);
		receivePacket(this.tcp, packet);
		return this;
	}

	/** An endpoint that is open as a client's, with a round-trip of `rttMs`. */
	static open(rttMs: number, settings: Partial<TcpSettings> = {}): Playbook {
		const play = new Playbook(settings);
		connect(play.tcp);
		play.until(rttMs).receive({ flags: SYN | ACK, seq: 0, ack: 1 });
		play.sent();
		return play;
	}
}

/** Flags for what tests put in. */
export const FLAGS: Readonly<Record<"SYN" | "FIN" | "RST" | "PSH" | "ACK", number>> = { SYN, FIN, RST, PSH, ACK };
