import type { Datagram } from "./quic-datagram.ts";
import { judge, QuicRtt, type Verdicts } from "./quic-loss.ts";

/** Datagrams that nothing is known of yet, and when something is to be done about them (RFC 9002, 6). */
export class QuicInFlight {
	/** The largest number that any acknowledgement has named; -1: none has. */
	largestAcked = -1;
	#datagrams: Datagram[] = [];
	readonly #rtt = new QuicRtt();
	/** Probes since something was heard. */
	#backoff = 0;
	/** When the oldest counts as lost if nothing is heard of it, us; 0: a later one has to arrive first. */
	#lostAtUs = 0;

	get count(): number {
		return this.#datagrams.length;
	}

	get oldest(): Datagram | undefined {
		return this.#datagrams[0];
	}

	add(datagram: Datagram): void {
		this.#datagrams.push(datagram);
	}

	/** Takes out what has arrived and what is lost. */
	acknowledge(acks: readonly number[], nowUs: number): Pick<Verdicts, "arrived" | "lost"> {
		this.largestAcked = Math.max(this.largestAcked, (acks.at(-1) ?? 0) - 1);
		return this.#judge(acks, nowUs);
	}

	/** Takes out what is lost because too much time has passed; undefined where it has not yet. */
	overdue(nowUs: number): readonly Datagram[] | undefined {
		if (this.#lostAtUs === 0 || this.#lostAtUs > nowUs) return undefined;
		return this.#judge([], nowUs).lost;
	}

	#judge(acks: readonly number[], nowUs: number): Verdicts {
		const verdicts = judge(this.#datagrams, acks, this.largestAcked, nowUs, this.#rtt);
		this.#datagrams = verdicts.underWay;
		this.#lostAtUs = verdicts.lostAtUs;
		return verdicts;
	}

	/** A datagram has arrived, as an acknowledgement says now; gives its round-trip time in us. */
	measure({ sentUs }: Datagram, nowUs: number): number {
		this.#backoff = 0;
		const rttUs = Math.max(nowUs - sentUs, 1);
		this.#rtt.take(rttUs);
		return rttUs;
	}

	/** The next probe waits twice as long. */
	backOff(): void {
		this.#backoff += 1;
	}

	/** When a loss or a probe is due, us; undefined where nothing is under way. */
	get dueUs(): number | undefined {
		const newest = this.#datagrams.at(-1);
		if (newest === undefined) return undefined;
		const probeUs = newest.sentUs + this.#rtt.probeAfterUs(this.#backoff);
		return this.#lostAtUs > 0 ? Math.min(this.#lostAtUs, probeUs) : probeUs;
	}
}
