import type { Kernel } from "@roundtrip/kernel";
import type { Alarm } from "../tcp/alarm.ts";
import type { Chunk } from "./quic-datagram.ts";
import { MAX_ACK_DELAY_US } from "./quic-loss.ts";
import { addRange, withoutGap } from "./ranges.ts";

/** Every second datagram is acknowledged at once (RFC 9000, 13.2.2). */
const ACK_EVERY = 2;
/** Ranges that an acknowledgement names: the newest. */
const MOST_RANGES = 32;

/** What has come to one end, and what of it is still to be acknowledged (RFC 9000, 13.2). */
export class QuicReceiver {
	readonly #kernel: Kernel;
	readonly #alarm: Alarm;
	readonly #heard: (stream: number, position: number) => void;
	/** Packet numbers that have arrived, and pieces of streams. */
	readonly #numbers: number[] = [];
	readonly #streams = new Map<number, number[]>();
	#toAck = 0;

	/** @param heard is told how far a stream is here without a gap */
	constructor(kernel: Kernel, alarm: Alarm, heard: (stream: number, position: number) => void) {
		this.#kernel = kernel;
		this.#alarm = alarm;
		this.#heard = heard;
	}

	/** Whether anything has come at all. */
	get hasAny(): boolean {
		return this.#numbers.length > 0;
	}

	/** A packet is here; whether it is the one that was expected. */
	note(number: number): boolean {
		const isInOrder = number === (this.#numbers.at(-1) ?? 0);
		addRange(this.#numbers, number, number + 1);
		return isInOrder;
	}

	/** Takes what a packet carries. Packets that only acknowledge are not acknowledged. */
	take(chunks: readonly Chunk[]): void {
		if (chunks.length === 0) return;
		this.#toAck += 1;
		for (const { stream, from, to } of chunks) {
			const ranges = this.#streams.get(stream) ?? [];
			this.#streams.set(stream, ranges);
			const before = withoutGap(ranges);
			addRange(ranges, from, to);
			const after = withoutGap(ranges);
			if (after > before) this.#heard(stream, after);
		}
	}

	/** What the datagram that leaves now acknowledges: nothing new needs no frame, unless there is nothing else in it. */
	acksFor(chunks: readonly Chunk[]): readonly number[] {
		const acks = this.#toAck > 0 || chunks.length === 0 ? this.#numbers.slice(-2 * MOST_RANGES) : [];
		this.#toAck = 0;
		this.#alarm.clear();
		return acks;
	}

	/** Whether an acknowledgement has to leave at once after a packet. If it may wait, its alarm is set. */
	mustAcknowledge(isInOrder: boolean): boolean {
		if (this.#toAck === 0) return false;
		if (this.#toAck >= ACK_EVERY || !isInOrder) return true;
		this.#alarm.set(this.#kernel.now + MAX_ACK_DELAY_US * 1_000);
		return false;
	}

	/** To be asked when an event has come for the alarm: whether an acknowledgement has waited long enough. */
	hasWaited(): boolean {
		return this.#alarm.isDue() && this.#toAck > 0;
	}
}
