import type { Kernel } from "@roundtrip/kernel";
import type { Bytes } from "@roundtrip/model";
import type { Host } from "../host.ts";
import type { Network } from "../network.ts";
import type { Outlet } from "../path/direction.ts";
import { Alarm } from "../tcp/alarm.ts";
import type { CongestionWindow } from "../tcp/congestion/control.ts";
import { Cubic } from "../tcp/congestion/cubic.ts";
import type { PacketFlag } from "../tcp/packet-record.ts";
import { fateOf } from "../tcp/record.ts";
import { CHUNK_HEADER, type Chunk, Datagram, type DatagramSink, RESET_BYTES, ROOM, resetOf } from "./quic-datagram.ts";
import { judge, MAX_ACK_DELAY_US, QuicRtt } from "./quic-loss.ts";
import { OutgoingStreams } from "./quic-streams.ts";
import { addRange, withoutGap } from "./ranges.ts";

/** Datagrams that may be sent at first (RFC 9002, 7.2), and at least. */
const INITIAL_WINDOW = 10;
const LEAST_WINDOW = 2;
const NO_THRESHOLD = 0x7fffffff;
/** Every second datagram is acknowledged at once (RFC 9000, 13.2.2). */
const ACK_EVERY = 2;
/** Ranges that an acknowledgement names: the newest. */
const MOST_RANGES = 32;
/** Before the client's address is known, a server sends three times what it got (RFC 9000, 8.1). */
const AMPLIFICATION = 3;

const PROBE_ALARM = 0;
const ACK_ALARM = 1;

const NO_FLAGS: readonly PacketFlag[] = [];
/** In TCP's words. */
const CLOSING_FLAGS: readonly PacketFlag[] = ["RST"];

/** After so long without a word the other end is given up. max_idle_timeout as browsers and servers set it (RFC 9000, 10.1) */
const IDLE_TIMEOUT_US = 30_000_000;

/** Whoever uses an end. */
export interface QuicUser {
	/** A stream is here so far without a gap. */
	heard(stream: number, position: number): void;
	/** The other end knows nothing of the connection any more, or nothing is heard of it. */
	closed(reason: "reset" | "timeout"): void;
}

/** Where an end is. */
export interface QuicHost {
	readonly network: Network;
	readonly name: "client" | "server";
	readonly connection: number;
}

/**
 * One end of a QUIC connection (RFC 9000, RFC 9002) as a model: numbered datagrams, acknowledgements with ranges, loss by
 * packets and by time, probes, CUBIC. A stream waits only for its own bytes. Not modelled: flow control, ECN, migration,
 * key updates, the exact bytes of headers.
 */
export class QuicEnd implements CongestionWindow, DatagramSink {
	cwnd: number = INITIAL_WINDOW;
	ssthresh: number = NO_THRESHOLD;
	cwndCredit = 0;
	priorCwnd = 0;
	sndUna = 0;
	sndNxt = 0;
	nowUs = 0;
	lastSentTicks = 0;
	readonly pacingRate = 0;
	/** Ticks of a millisecond: a library's own clock, not the kernel's. */
	readonly hz = 1_000;
	/** Recoveries from loss, and probes; flights that were waited for because of the window. */
	recoveries = 0;
	congestionWaits = 0;
	readonly probeAlarm: Alarm;
	readonly ackAlarm: Alarm;
	peer: DatagramSink | undefined = undefined;
	readonly #kernel: Kernel;
	readonly #out: Outlet;
	readonly #at: QuicHost;
	readonly #host: Host;
	/** Which of its host's lives it belongs to. */
	readonly #life: number;
	readonly #user: QuicUser;
	readonly #streams = new OutgoingStreams();
	readonly #congestion: Cubic;
	readonly #rtt = new QuicRtt();
	#underWay: Datagram[] = [];
	#backoff = 0;
	/** Packets sent before this one belong to the last recovery. */
	#recoveryEnd = 0;
	#lostAtUs = 0;
	#largestAcked = -1;
	/** Whether the window stopped it, and where the flight ends that was counted last. */
	#blocked = false;
	#flightEnd = 0;
	/** Packet numbers that have arrived, and pieces of streams. */
	readonly #received: number[] = [];
	readonly #incoming = new Map<number, number[]>();
	#toAck = 0;
	/** Bytes that may be sent before the peer's address is known. */
	#allowance: number;
	#padsFirst: boolean;
	#closed = false;
	#heardUs: number;

	/** @param knowsPeer the peer's address needs no proof: a client's end, or a server's that was given a token */
	constructor(at: QuicHost, kind: number, id: number, knowsPeer: boolean, user: QuicUser) {
		const { network, name } = at;
		const { kernel, path } = network;
		this.#at = at;
		this.#kernel = kernel;
		this.#host = network.hosts[name];
		this.#life = this.#host.life;
		this.#out = name === "client" ? path.up : path.down;
		this.#user = user;
		this.#heardUs = Math.floor(kernel.now / 1_000);
		this.#congestion = new Cubic(this);
		this.probeAlarm = new Alarm(kernel, kind, id, PROBE_ALARM);
		this.ackAlarm = new Alarm(kernel, kind, id, ACK_ALARM);
		this.#allowance = knowsPeer ? Number.POSITIVE_INFINITY : 0;
		this.#padsFirst = name === "client";
	}

	nowTicks(): number {
		return Math.floor(this.#kernel.now / 1e6);
	}

	ticksCovering(us: number): number {
		return Math.ceil(us / 1_000);
	}

	/** Sends bytes on a stream; positions begin at 0. */
	write(stream: number, bytes: Bytes): void {
		this.#streams.write(stream, bytes);
		this.flush();
	}

	/** Adds bytes that leave with the next ones. */
	queue(stream: number, bytes: Bytes): void {
		this.#streams.write(stream, bytes);
	}

	/** Gives a stream up in both directions. */
	reset(stream: number): void {
		this.drop(stream);
		this.write(resetOf(stream), RESET_BYTES);
	}

	/** Sends no more of a stream. */
	drop(stream: number): void {
		this.#streams.drop(stream);
	}

	get isOpen(): boolean {
		return !this.#closed && this.#life === this.#host.life;
	}

	/** Ends the connection, and says so. */
	close(): void {
		if (this.#closed) return;
		this.forget();
		this.#sayClosed();
	}

	/** Ends it without a word. */
	forget(): void {
		this.#closed = true;
		this.probeAlarm.end();
		this.ackAlarm.end();
	}

	#sayClosed(): void {
		if (this.peer === undefined) return;
		this.#offer(new Datagram(this.peer, this.sndNxt, [], [], this.nowUs, false, true), false);
		this.sndNxt += 1;
	}

	#giveUp(reason: "reset" | "timeout"): void {
		this.forget();
		this.#user.closed(reason);
	}

	/** Sends what the window allows. */
	flush(): void {
		if (!this.isOpen) return;
		this.nowUs = Math.floor(this.#kernel.now / 1_000);
		while (this.#underWay.length < this.cwnd && this.#allowance > 0 && !this.#streams.isEmpty) {
			this.#noticeReleased();
			this.#send(this.#fill());
		}
		this.#blocked = !this.#streams.isEmpty && this.#underWay.length >= this.cwnd;
		this.#setProbe();
	}

	/** As TCP's senders count: the window was closed and the direction has run empty; once for each flight. */
	#noticeReleased(): void {
		if (!this.#blocked) return;
		this.#blocked = false;
		if (this.#out.loadedUntilNs >= this.#kernel.now || this.#largestAcked < this.#flightEnd) return;
		this.#flightEnd = this.sndNxt;
		this.congestionWaits += 1;
	}

	#fill(): Chunk[] {
		const chunks: Chunk[] = [];
		for (let room = ROOM; room > 0; ) {
			const chunk = this.#streams.take(room);
			if (chunk === undefined) break;
			chunks.push(chunk);
			room -= chunk.to - chunk.from + CHUNK_HEADER;
		}
		return chunks;
	}

	#send(chunks: readonly Chunk[], isResend = false): void {
		const { peer } = this;
		if (peer === undefined) return;
		const padded = this.#padsFirst;
		this.#padsFirst = false;
		const acks = this.#toAck > 0 || chunks.length === 0 ? this.#received.slice(-2 * MOST_RANGES) : [];
		const datagram = new Datagram(peer, this.sndNxt, chunks, acks, this.nowUs, padded);
		this.sndNxt += 1;
		this.#toAck = 0;
		this.ackAlarm.clear();
		this.#allowance -= datagram.bytes;
		if (chunks.length > 0) {
			if (this.#underWay.length === 0) this.#congestion.resumes(this);
			this.lastSentTicks = this.nowTicks();
			this.#underWay.push(datagram);
		}
		this.#offer(datagram, isResend);
	}

	#offer(datagram: Datagram, isResend: boolean): void {
		const { watchPacket } = this.#at.network;
		const fate = this.#out.offer(datagram);
		if (watchPacket === undefined) return;
		const { name, connection } = this.#at;
		watchPacket({
			connection,
			from: name,
			flags: datagram.closes ? CLOSING_FLAGS : NO_FLAGS,
			seq: datagram.number,
			length: datagram.chunks.reduce((sum, { from, to }) => sum + to - from, 0),
			bytes: datagram.bytes,
			ack: datagram.acks.at(-1) ?? 0,
			sacks: datagram.acks,
			offeredNs: this.#kernel.now,
			...fateOf(fate, this.#out),
			isResend,
			cwnd: this.cwnd,
			ssthresh: this.ssthresh >= NO_THRESHOLD ? Number.POSITIVE_INFINITY : this.ssthresh,
			inFlight: this.#underWay.length,
			receiveWindow: Number.POSITIVE_INFINITY,
		});
	}

	receive(datagram: Datagram): void {
		if (!this.#takes(datagram)) return;
		this.nowUs = Math.floor(this.#kernel.now / 1_000);
		this.#heardUs = this.nowUs;
		if (datagram.closes) {
			this.#giveUp("reset");
			return;
		}
		// The first packet may be forged; one that answers can't be.
		const known = this.#received.length > 0;
		this.#allowance = known ? Number.POSITIVE_INFINITY : this.#allowance + AMPLIFICATION * datagram.bytes;
		const inOrder = datagram.number === (this.#received.at(-1) ?? 0);
		addRange(this.#received, datagram.number, datagram.number + 1);
		if (datagram.acks.length > 0) this.#takeAcks(datagram.acks);
		if (datagram.chunks.length > 0) {
			this.#toAck += 1;
			this.#takeChunks(datagram.chunks);
		}
		this.flush();
		if (!this.isOpen || this.#toAck === 0) return;
		if (this.#toAck >= ACK_EVERY || !inOrder) this.#send([]);
		else if (this.#toAck === 1) this.ackAlarm.set(this.#kernel.now + MAX_ACK_DELAY_US * 1_000);
	}

	/** Whether the host is there, and has the connection or makes it. Who has not, says so. */
	#takes(datagram: Datagram): boolean {
		const { network, name } = this.#at;
		if (this.#host.state === "machine") return false;
		if (this.isOpen) {
			if (name === "client" || this.#received.length > 0 || datagram.closes) return true;
			const { listening } = network;
			if (listening !== "refuses") return listening === "accepts";
		}
		if (!datagram.closes) this.#sayClosed();
		return false;
	}

	#takeChunks(chunks: readonly Chunk[]): void {
		for (const { stream, from, to } of chunks) {
			const ranges = this.#incoming.get(stream) ?? [];
			this.#incoming.set(stream, ranges);
			const before = withoutGap(ranges);
			addRange(ranges, from, to);
			const after = withoutGap(ranges);
			if (after > before) this.#user.heard(stream, after);
		}
	}

	#takeAcks(acks: readonly number[]): void {
		this.#largestAcked = Math.max(this.#largestAcked, (acks.at(-1) ?? 0) - 1);
		const limited = this.#underWay.length >= this.cwnd || !this.#streams.isEmpty;
		const arrived = this.#takeVerdicts(acks);
		const latest = arrived.at(-1);
		if (latest === undefined) return;
		this.#backoff = 0;
		this.sndUna = this.#largestAcked;
		const rttUs = Math.max(this.nowUs - latest.sentUs, 1);
		this.#rtt.take(rttUs);
		this.#congestion.measured(this, rttUs);
		// In recovery, and where the window was not used, it does not grow (RFC 9002, 7.3.2 and 7.8).
		if (limited && latest.number >= this.#recoveryEnd) this.#congestion.grow(this, arrived.length);
	}

	/** Takes out what has arrived and what is lost; gives what has arrived. */
	#takeVerdicts(acks: readonly number[]): readonly Datagram[] {
		const verdicts = judge(this.#underWay, acks, this.#largestAcked, this.nowUs, this.#rtt);
		this.#underWay = verdicts.underWay;
		this.#lostAtUs = verdicts.lostAtUs;
		this.#lose(verdicts.lost);
		return verdicts.arrived;
	}

	#lose(lost: readonly Datagram[]): void {
		const last = lost.at(-1);
		if (last === undefined) return;
		for (const datagram of lost) for (const chunk of datagram.chunks) this.#streams.lose(chunk);
		if (last.number < this.#recoveryEnd) return;
		this.recoveries += 1;
		this.#recoveryEnd = this.sndNxt;
		this.priorCwnd = this.cwnd;
		this.ssthresh = Math.max(this.#congestion.reduce(this), LEAST_WINDOW);
		this.cwnd = this.ssthresh;
	}

	#setProbe(): void {
		const oldest = this.#underWay[0];
		if (oldest === undefined) {
			this.probeAlarm.clear();
			return;
		}
		const newest = this.#underWay.at(-1) ?? oldest;
		const probeUs = newest.sentUs + this.#rtt.probeAfterUs(this.#backoff);
		const dueUs = this.#lostAtUs > 0 ? Math.min(this.#lostAtUs, probeUs) : probeUs;
		this.probeAlarm.set(Math.max(dueUs * 1_000, this.#kernel.now));
	}

	/** An event has come for an alarm. */
	timerDue(which: number): void {
		if (!this.isOpen) return;
		if (which === ACK_ALARM) {
			if (this.ackAlarm.isDue() && this.#toAck > 0) {
				this.nowUs = Math.floor(this.#kernel.now / 1_000);
				this.#send([]);
			}
			return;
		}
		if (!this.probeAlarm.isDue()) return;
		this.nowUs = Math.floor(this.#kernel.now / 1_000);
		if (this.#lostAtUs > 0 && this.#lostAtUs <= this.nowUs) {
			this.#takeVerdicts([]);
			this.flush();
			return;
		}
		this.#probe();
	}

	/** Nothing was heard for long: the oldest bytes are sent once more, and nothing is taken for lost (RFC 9002, 6.2.4). */
	#probe(): void {
		const oldest = this.#underWay[0];
		if (oldest === undefined) return;
		if (this.nowUs - this.#heardUs >= IDLE_TIMEOUT_US) {
			this.#giveUp("timeout");
			return;
		}
		this.recoveries += 1;
		this.#backoff += 1;
		this.#send(oldest.chunks, true);
		this.#setProbe();
	}
}
