import type { Kernel } from "@roundtrip/kernel";
import type { Bytes } from "@roundtrip/model";
import type { Host } from "../host.ts";
import { Alarm } from "../tcp/alarm.ts";
import { type Datagram, type DatagramSink, RESET_BYTES, resetOf } from "./quic-datagram.ts";
import type { QuicHost } from "./quic-host.ts";
import { QuicReceiver } from "./quic-receiver.ts";
import { QuicSender } from "./quic-sender.ts";

/** Before the client's address is known, a server sends three times what it got (RFC 9000, 8.1). */
const AMPLIFICATION = 3;
/** After so long without a word the other end is given up. max_idle_timeout as browsers and servers set it (RFC 9000, 10.1) */
const IDLE_TIMEOUT_US = 30_000_000;

const PROBE_ALARM = 0;
const ACK_ALARM = 1;

/** Whoever uses an end. */
export interface QuicUser {
	/** A stream is here so far without a gap. */
	heard(stream: number, position: number): void;
	/** The other end knows nothing of the connection any more, or nothing is heard of it. */
	closed(reason: "reset" | "timeout"): void;
}

/**
 * One end of a QUIC connection (RFC 9000, RFC 9002) as a model: numbered datagrams, acknowledgements with ranges, loss by
 * packets and by time, probes, CUBIC. A stream waits only for its own bytes. Not modelled: flow control, ECN, migration,
 * key updates, the exact bytes of headers.
 */
export class QuicEnd implements DatagramSink {
	readonly #kernel: Kernel;
	readonly #at: QuicHost;
	readonly #host: Host;
	/** Which of its host's lives it belongs to. */
	readonly #life: number;
	readonly #user: QuicUser;
	readonly #probeAlarm: Alarm;
	readonly #ackAlarm: Alarm;
	readonly #receiver: QuicReceiver;
	readonly #sender: QuicSender;
	#closed = false;
	#heardUs: number;

	/** @param knowsPeer the peer's address needs no proof: a client's end, or a server's that was given a token */
	constructor(at: QuicHost, kind: number, id: number, knowsPeer: boolean, user: QuicUser) {
		const { kernel, hosts } = at.network;
		this.#at = at;
		this.#kernel = kernel;
		this.#host = hosts[at.name];
		this.#life = this.#host.life;
		this.#user = user;
		this.#heardUs = this.#nowUs;
		this.#probeAlarm = new Alarm(kernel, kind, id, PROBE_ALARM);
		this.#ackAlarm = new Alarm(kernel, kind, id, ACK_ALARM);
		this.#receiver = new QuicReceiver(kernel, this.#ackAlarm, (stream, position) => user.heard(stream, position));
		this.#sender = new QuicSender(at, this.#receiver, this.#probeAlarm);
		if (!knowsPeer) this.#sender.allowance = 0;
	}

	get #nowUs(): number {
		return Math.floor(this.#kernel.now / 1_000);
	}

	/** Says where its datagrams go. */
	set peer(peer: DatagramSink) {
		this.#sender.peer = peer;
	}

	/** Recoveries from loss, and probes. */
	get recoveries(): number {
		return this.#sender.recoveries;
	}

	/** Flights that were waited for because of the window. */
	get congestionWaits(): number {
		return this.#sender.congestionWaits;
	}

	/** Sends bytes on a stream; positions begin at 0. */
	write(stream: number, bytes: Bytes): void {
		this.queue(stream, bytes);
		this.flush();
	}

	/** Adds bytes that leave with the next ones. */
	queue(stream: number, bytes: Bytes): void {
		this.#sender.streams.write(stream, bytes);
	}

	/** Sends what may be sent. */
	flush(): void {
		if (this.isOpen) this.#sender.flush();
	}

	/** Gives a stream up in both directions. */
	reset(stream: number): void {
		this.drop(stream);
		this.write(resetOf(stream), RESET_BYTES);
	}

	/** Sends no more of a stream. */
	drop(stream: number): void {
		this.#sender.streams.drop(stream);
	}

	get isOpen(): boolean {
		return !this.#closed && this.#life === this.#host.life;
	}

	/** Ends the connection, and says so. */
	close(): void {
		if (this.#closed) return;
		this.forget();
		this.#sender.sayClosed();
	}

	/** Ends it without a word. */
	forget(): void {
		this.#closed = true;
		this.#probeAlarm.end();
		this.#ackAlarm.end();
	}

	#giveUp(reason: "reset" | "timeout"): void {
		this.forget();
		this.#user.closed(reason);
	}

	receive(datagram: Datagram): void {
		if (!this.#takes(datagram)) return;
		this.#heardUs = this.#nowUs;
		if (datagram.closes) {
			this.#giveUp("reset");
			return;
		}
		// The first packet may be forged; one that answers can't be.
		if (this.#receiver.hasAny) this.#sender.allowance = Number.POSITIVE_INFINITY;
		else this.#sender.allowance += AMPLIFICATION * datagram.bytes;
		const isInOrder = this.#receiver.note(datagram.number);
		if (datagram.acks.length > 0) this.#sender.acknowledged(datagram.acks);
		this.#receiver.take(datagram.chunks);
		this.flush();
		if (this.isOpen && this.#receiver.mustAcknowledge(isInOrder)) this.#sender.acknowledge();
	}

	/** Whether the host is there, and has the connection or makes it. Who has not, says so. */
	#takes(datagram: Datagram): boolean {
		const { network, name } = this.#at;
		if (this.#host.state === "machine") return false;
		if (this.isOpen) {
			if (name === "client" || this.#receiver.hasAny || datagram.closes) return true;
			const { listening } = network;
			if (listening !== "refuses") return listening === "accepts";
		}
		if (!datagram.closes) this.#sender.sayClosed();
		return false;
	}

	/** An event has come for an alarm. */
	timerDue(which: number): void {
		if (!this.isOpen) return;
		if (which === PROBE_ALARM) this.#probeDue();
		else if (this.#receiver.hasWaited()) this.#sender.acknowledge();
	}

	#probeDue(): void {
		if (!this.#probeAlarm.isDue() || this.#sender.resendOverdue()) return;
		const isForgotten = this.#nowUs - this.#heardUs >= IDLE_TIMEOUT_US;
		if (isForgotten && this.#sender.isWaiting) this.#giveUp("timeout");
		else this.#sender.probe();
	}
}
