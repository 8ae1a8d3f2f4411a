import {
	createPipe,
	createStream,
	createThrottledPipe,
	type Impairments,
	type Pipe,
	type RandomStream,
} from "@roundtrip/behaviour";
import type { Kernel } from "@roundtrip/kernel";
import type { BitsPerSecond, Bytes, Nanoseconds } from "@roundtrip/model";
import { createLoss, type Loss, type LossSpec } from "./loss.ts";
import { PacketRing } from "./ring.ts";

/** One direction of a path. */
export interface DirectionSpec extends Impairments {
	/** Bits of whole IP packets per second; unlimited if absent. */
	readonly rate?: BitsPerSecond;
	/** How many packets fit the queue, the one being sent included; a packet more is lost. Unlimited if absent. */
	readonly queuePackets?: number;
	readonly loss?: LossSpec;
	/** Each packet is held up by a time drawn uniformly from 0 to this. Packets keep their order. */
	readonly jitterNs?: Nanoseconds;
}

/** What travels. */
export interface Traveller {
	/** Size of the whole IP packet. */
	readonly bytes: Bytes;
	/** It has come to the other end. */
	arrive(): void;
}

/** Why a packet was lost, or 0 for one that is on its way. */
export const PASSED = 0;
export const LOST_BY_CHANCE = 1;
export const LOST_IN_QUEUE = 2;
export const LOST_IN_OUTAGE = 3;
export type Fate = typeof PASSED | typeof LOST_BY_CHANCE | typeof LOST_IN_QUEUE | typeof LOST_IN_OUTAGE;

/** A packet that is no larger than this carries no data to speak of. */
const BARE_BYTES: Bytes = 100;

/** Where a sender puts its packets. */
export interface Outlet {
	/** Sends the packet now, or loses it. */
	offer(packet: Traveller): Fate;
	/** When all that was taken will have been sent, and will have arrived. */
	readonly busyUntilNs: number;
	readonly arrivedByNs: number;
	/** The same as the first, without packets that only acknowledge: until then, who has data to send waits for the path. */
	readonly loadedUntilNs: number;
}

/**
 * One direction at the level of packets: loss and outages, then a drop-tail queue, then sending one packet after the other at the
 * rate, then a fixed delay. Arrivals are in order, so one event of the kernel is enough for all packets under way.
 */
export class Direction implements Outlet {
	/** Packets and bytes that were offered, and packets lost, since the run began. */
	offeredPackets = 0;
	offeredBytes = 0;
	lostPackets = 0;
	overflowPackets = 0;
	outagePackets = 0;
	/** The most packets that waited at once, the one being sent included. */
	longestQueue = 0;
	busyUntilNs = 0;
	arrivedByNs = 0;
	loadedUntilNs = 0;
	readonly #kernel: Kernel;
	readonly #kind: number;
	readonly #pipe: Pipe;
	readonly #loss: Loss;
	readonly #queuePackets: number;
	readonly #jitterNs: number;
	readonly #jitter: RandomStream;
	readonly #outage: Impairments["outage"];
	readonly #ring = new PacketRing<Traveller>();
	/** How many of the ring's packets have left the sender. */
	#left = 0;
	#scheduled = false;

	constructor(kernel: Kernel, spec: DirectionSpec, delayNs: number, seed: number, name: string) {
		this.#kernel = kernel;
		const { rate, slowdowns } = spec;
		this.#pipe = slowdowns === undefined ? createPipe(delayNs, rate) : createThrottledPipe(delayNs, rate, slowdowns);
		this.#loss = createLoss(spec.loss, createStream(seed, name, "loss"));
		this.#queuePackets = spec.queuePackets ?? Number.POSITIVE_INFINITY;
		this.#jitterNs = spec.jitterNs ?? 0;
		this.#jitter = createStream(seed, name, "jitter");
		this.#outage = spec.outage;
		this.#kind = kernel.register(() => this.#arrive());
	}

	offer(packet: Traveller): Fate {
		const nowNs = this.#kernel.now;
		const index = this.offeredPackets;
		this.offeredPackets += 1;
		this.offeredBytes += packet.bytes;
		if (this.#loss.loses(index)) {
			this.lostPackets += 1;
			return LOST_BY_CHANCE;
		}
		const outage = this.#outage;
		if (outage?.isCut(nowNs, nowNs) === true) {
			this.outagePackets += 1;
			return LOST_IN_OUTAGE;
		}
		const ring = this.#ring;
		while (this.#left < ring.length && ring.leavesNs(this.#left) <= nowNs) this.#left += 1;
		const waiting = ring.length - this.#left + 1;
		if (waiting > this.#queuePackets) {
			this.overflowPackets += 1;
			return LOST_IN_QUEUE;
		}
		if (waiting > this.longestQueue) this.longestQueue = waiting;
		let arrivesNs = this.#pipe.transmit(nowNs, packet.bytes);
		this.busyUntilNs = arrivesNs - this.#pipe.delayNs;
		if (packet.bytes > BARE_BYTES) this.loadedUntilNs = this.busyUntilNs;
		if (this.#jitterNs > 0) arrivesNs += Math.floor(this.#jitter.uniform() * (this.#jitterNs + 1));
		if (arrivesNs < this.arrivedByNs) arrivesNs = this.arrivedByNs;
		if (outage?.isCut(nowNs, arrivesNs) === true) {
			this.outagePackets += 1;
			return LOST_IN_OUTAGE;
		}
		this.arrivedByNs = arrivesNs;
		ring.push(packet, this.busyUntilNs, arrivesNs);
		this.#schedule();
		return PASSED;
	}

	#schedule(): void {
		if (this.#scheduled || this.#ring.length === 0) return;
		this.#scheduled = true;
		this.#kernel.at(this.#ring.firstArrivesNs(), this.#kind, 0, 0);
	}

	#arrive(): void {
		this.#scheduled = false;
		const packet = this.#ring.shift();
		if (this.#left > 0) this.#left -= 1;
		// The next arrival is scheduled before this one is handled, so that events at one instant keep the order of packets.
		this.#schedule();
		packet.arrive();
	}
}
