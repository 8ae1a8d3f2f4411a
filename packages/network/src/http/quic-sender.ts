import type { Bytes } from "@roundtrip/model";
import type { Outlet } from "../path/direction.ts";
import type { Alarm } from "../tcp/alarm.ts";
import { CHUNK_HEADER, type Chunk, Datagram, type DatagramSink, ROOM } from "./quic-datagram.ts";
import type { QuicHost } from "./quic-host.ts";
import { QuicInFlight } from "./quic-in-flight.ts";
import type { QuicReceiver } from "./quic-receiver.ts";
import { quicRecordOf } from "./quic-record.ts";
import { OutgoingStreams } from "./quic-streams.ts";
import { QuicWindow } from "./quic-window.ts";

/** What one end sends: as much of its streams as the window allows, what was lost once more, acknowledgements, probes. */
export class QuicSender {
	readonly streams: OutgoingStreams = new OutgoingStreams();
	peer: DatagramSink | undefined = undefined;
	/** Bytes that may be sent before the peer's address is known. */
	allowance: Bytes = Number.POSITIVE_INFINITY;
	/** Recoveries from loss, and probes; flights that were waited for because of the window. */
	recoveries = 0;
	congestionWaits = 0;
	readonly #at: QuicHost;
	readonly #out: Outlet;
	readonly #receiver: QuicReceiver;
	readonly #alarm: Alarm;
	readonly #window: QuicWindow;
	readonly #inFlight = new QuicInFlight();
	/** Whether the window stopped it, and where the flight ends that was counted last. */
	#blocked = false;
	#flightEnd = 0;
	#padsFirst: boolean;

	/** @param alarm rings when a datagram counts as lost, or a probe is to be sent */
	constructor(at: QuicHost, receiver: QuicReceiver, alarm: Alarm) {
		const { kernel, path } = at.network;
		this.#at = at;
		this.#out = at.name === "client" ? path.up : path.down;
		this.#receiver = receiver;
		this.#alarm = alarm;
		this.#window = new QuicWindow(kernel);
		this.#padsFirst = at.name === "client";
	}

	/** Whether something that it sent is not acknowledged. */
	get isWaiting(): boolean {
		return this.#inFlight.count > 0;
	}

	/** Sends what the window allows. */
	flush(): void {
		while (this.#inFlight.count < this.#window.cwnd && this.allowance > 0 && !this.streams.isEmpty) {
			this.#noticeReleased();
			this.#send(this.#fill(), false);
		}
		this.#blocked = !this.streams.isEmpty && this.#inFlight.count >= this.#window.cwnd;
		this.#setAlarm();
	}

	/** As TCP's senders count: the window was closed and the direction has run empty; once for each flight. */
	#noticeReleased(): void {
		if (!this.#blocked) return;
		this.#blocked = false;
		const isLoaded = this.#out.loadedUntilNs >= this.#at.network.kernel.now;
		if (isLoaded || this.#inFlight.largestAcked < this.#flightEnd) return;
		this.#flightEnd = this.#window.sndNxt;
		this.congestionWaits += 1;
	}

	#fill(): Chunk[] {
		const chunks: Chunk[] = [];
		for (let room = ROOM; room > 0; ) {
			const chunk = this.streams.take(room);
			if (chunk === undefined) break;
			chunks.push(chunk);
			room -= chunk.to - chunk.from + CHUNK_HEADER;
		}
		return chunks;
	}

	/** Sends nothing but an acknowledgement. */
	acknowledge(): void {
		this.#send([], false);
	}

	/** Says that nothing is known of the connection, or nothing more. */
	sayClosed(): void {
		if (this.peer === undefined) return;
		const { nowUs } = this.#window;
		this.#offer(new Datagram(this.peer, this.#window.nextNumber(), [], [], nowUs, false, true), false);
	}

	#send(chunks: readonly Chunk[], isResend: boolean): void {
		const { peer } = this;
		if (peer === undefined) return;
		const acks = this.#receiver.acksFor(chunks);
		const { nowUs } = this.#window;
		const datagram = new Datagram(peer, this.#window.nextNumber(), chunks, acks, nowUs, this.#padsFirst);
		this.#padsFirst = false;
		this.allowance -= datagram.bytes;
		if (chunks.length > 0) {
			this.#window.sends(this.#inFlight.count === 0);
			this.#inFlight.add(datagram);
		}
		this.#offer(datagram, isResend);
	}

	#offer(datagram: Datagram, isResend: boolean): void {
		const { watchPacket } = this.#at.network;
		const fate = this.#out.offer(datagram);
		if (watchPacket === undefined) return;
		const sending = { isResend, window: this.#window, inFlight: this.#inFlight.count };
		watchPacket(quicRecordOf(this.#at, this.#out, datagram, fate, sending));
	}

	/** An acknowledgement has come. */
	acknowledged(acks: readonly number[]): void {
		// Where the window was not used, it does not grow (RFC 9002, 7.8).
		const isLimited = this.#inFlight.count >= this.#window.cwnd || !this.streams.isEmpty;
		const { nowUs } = this.#window;
		const { arrived, lost } = this.#inFlight.acknowledge(acks, nowUs);
		this.#lose(lost);
		const latest = arrived.at(-1);
		if (latest === undefined) return;
		this.#window.measured(this.#inFlight.largestAcked, this.#inFlight.measure(latest, nowUs));
		if (isLimited) this.#window.grow(latest.number, arrived.length);
	}

	#lose(lost: readonly Datagram[]): void {
		const last = lost.at(-1);
		if (last === undefined) return;
		for (const datagram of lost) for (const chunk of datagram.chunks) this.streams.lose(chunk);
		if (this.#window.lose(last.number)) this.recoveries += 1;
	}

	#setAlarm(): void {
		const { dueUs } = this.#inFlight;
		if (dueUs === undefined) this.#alarm.clear();
		else this.#alarm.set(Math.max(dueUs * 1_000, this.#at.network.kernel.now));
	}

	/** Sends again what counts as lost by now; false where nothing does. */
	resendOverdue(): boolean {
		const lost = this.#inFlight.overdue(this.#window.nowUs);
		if (lost === undefined) return false;
		this.#lose(lost);
		this.flush();
		return true;
	}

	/** Nothing was heard for long: the oldest bytes are sent once more, and nothing is taken for lost (RFC 9002, 6.2.4). */
	probe(): void {
		const { oldest } = this.#inFlight;
		if (oldest === undefined) return;
		this.recoveries += 1;
		this.#inFlight.backOff();
		this.#send(oldest.chunks, true);
		this.#setAlarm();
	}
}
