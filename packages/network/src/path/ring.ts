function empty<P>(size: number): (P | undefined)[] {
	return Array.from({ length: size }, () => undefined);
}

/** A queue of packets with two times each, in arrays that grow and are used again: no allocation for a packet. */
export class PacketRing<P> {
	/** Packets in the ring. */
	length = 0;
	#packets: (P | undefined)[] = empty<P>(16);
	#leavesNs = new Float64Array(16);
	#arrivesNs = new Float64Array(16);
	#first = 0;

	push(packet: P, leavesNs: number, arrivesNs: number): void {
		if (this.length === this.#packets.length) this.#grow();
		const at = (this.#first + this.length) & (this.#packets.length - 1);
		this.#packets[at] = packet;
		this.#leavesNs[at] = leavesNs;
		this.#arrivesNs[at] = arrivesNs;
		this.length += 1;
	}

	/** When the packet at `position`, counted from the oldest, has left the sender. */
	leavesNs(position: number): number {
		return this.#leavesNs[(this.#first + position) & (this.#packets.length - 1)] ?? 0;
	}

	/** When the oldest packet arrives. */
	firstArrivesNs(): number {
		return this.#arrivesNs[this.#first] ?? 0;
	}

	/** Takes the oldest packet out. */
	shift(): P {
		const packet = this.#packets[this.#first];
		if (packet === undefined) throw new RangeError("an empty ring has no packet");
		this.#packets[this.#first] = undefined;
		this.#first = (this.#first + 1) & (this.#packets.length - 1);
		this.length -= 1;
		return packet;
	}

	#grow(): void {
		const size = this.#packets.length;
		const packets = empty<P>(size * 2);
		const leavesNs = new Float64Array(size * 2);
		const arrivesNs = new Float64Array(size * 2);
		for (let position = 0; position < this.length; position++) {
			const at = (this.#first + position) & (size - 1);
			packets[position] = this.#packets[at];
			leavesNs[position] = this.#leavesNs[at] ?? 0;
			arrivesNs[position] = this.#arrivesNs[at] ?? 0;
		}
		this.#packets = packets;
		this.#leavesNs = leavesNs;
		this.#arrivesNs = arrivesNs;
		this.#first = 0;
	}
}
