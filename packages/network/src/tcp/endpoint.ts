import type { Kernel } from "@roundtrip/kernel";
import type { Outlet } from "../path/direction.ts";
import { emptyAccounts, type SenderAccounts } from "./accounts.ts";
import { Alarm } from "./alarm.ts";
import { type CongestionControl, type CongestionWindow, OPEN } from "./congestion/control.ts";
import { HEADER_BYTES, type PacketPool, type PacketSink, TIMESTAMP_BYTES } from "./packet.ts";
import type { PacketWatcher } from "./packet-record.ts";
import { type Segment, SentSegments } from "./segment.ts";
import type { TcpSettings } from "./settings.ts";
import type { Ticks } from "./ticks.ts";

/** Why a connection is no more. */
export type CloseReason = "closed" | "reset" | "refused" | "timeout";

/** Whoever uses one end of a connection. */
export interface TcpUser {
	/** The handshake is done at this end. */
	connected(): void;
	/** More of the stream is here in order: up to `endpoint.rcvNxt`, which begins at 1. */
	readable(): void;
	/** The other end has ended its stream. */
	ended(): void;
	/** Nothing more will come. */
	closed(reason: CloseReason): void;
}

/** RFC 9293's states; what follows after either side has ended its stream is in `finQueued` and `finReceived`. */
export type TcpState = "listening" | "syn-sent" | "syn-received" | "open" | "gone";

/** What a host does with a SYN: a process listens, none does, or the host doesn't hear. */
export type Listening = "accepts" | "refuses" | "silent";

/** What all endpoints of one host at one path share. */
export interface TcpSide {
	readonly kernel: Kernel;
	readonly out: Outlet;
	readonly pool: PacketPool;
	readonly ticks: Ticks;
	readonly settings: TcpSettings;
	readonly name: "client" | "server";
	/** What a SYN meets here; whether the machine is off, and neither hears nor answers. */
	listening: Listening;
	isDown: boolean;
	readonly watchPacket: PacketWatcher | undefined;
	/** Kinds of the kernel's events for this side's timers; called with (endpoint, which). */
	readonly timerKind: number;
}

/** Which alarm of an endpoint an event is for. */
export const RETRANSMIT_ALARM = 0;
export const DELAYED_ACK_ALARM = 1;
export const COMPRESSED_ACK_ALARM = 2;

/** What the retransmit alarm does when it fires. */
export const PENDING_NOTHING = 0;
export const PENDING_TIMEOUT = 1;
export const PENDING_PROBE = 2;
export const PENDING_REORDERING = 3;
export const PENDING_WINDOW_PROBE = 4;

/** Infinite threshold: slow start goes on. */
export const NO_THRESHOLD = 0x7fffffff;

/**
 * One end of a connection: state only, what is done with it stands in the functions of this room. Positions in either
 * stream count from the SYN, which has 0; times are in us or in ticks of the host where Linux has them so.
 */
export class TcpEndpoint implements CongestionWindow {
	state: TcpState = "listening";
	user: TcpUser | undefined = undefined;
	peer: PacketSink | undefined = undefined;
	readonly accounts: SenderAccounts = emptyAccounts();
	readonly hz: number;
	/** Bytes of data in a full segment. */
	readonly mss: number;
	/** The largest segment that this side takes: MTU less the headers without options (RFC 9293, 3.7.1). */
	advertisedMss: number;
	/** Bytes of a segment's headers. */
	readonly headerBytes: number;

	// The moment of the packet or timer that is being handled.
	nowUs = 0;

	// What is to be sent.
	writeSeq = 1;
	finQueued = false;
	sndUna = 0;
	sndNxt = 0;
	sndWnd = 0;
	maxWindow = 0;
	/** Where the segment ended that last set the window. */
	windowSeq = 0;
	/** End of the last segment that was not full. */
	lastSmallEnd = 0;
	readonly sent: SentSegments = new SentSegments();

	// The congestion window.
	congestion: CongestionControl | undefined = undefined;
	cwnd: number;
	ssthresh: number = NO_THRESHOLD;
	cwndCredit = 0;
	priorCwnd = 0;
	priorSsthresh = 0;
	/** Whether the window was used up, and how much of it at most, in the flight up to `usageEnd`. */
	cwndLimited = false;
	maxPacketsOut = 0;
	usageEnd = 0;
	/** The same by time, for windows that are hardly used. */
	cwndUsed = 0;
	cwndTicks = 0;
	lastSentTicks = 0;
	lastWriteNs = 0;
	pacingRate = 0;

	// The scoreboard.
	packetsOut = 0;
	sackedOut = 0;
	lostOut = 0;
	resentOut = 0;
	/** Segments delivered and lost, counted up. */
	delivered = 0;
	lostTotal = 0;
	highestSacked = 0;
	/** The first lost segment that is to be sent again, and the last one that a block has reported. */
	retransmitHint: Segment | null = null;
	sackHint: Segment | null = null;
	/** Blocks of the last acknowledgement that had any. */
	readonly knownBlocks: number[] = [];
	resentTotal = 0;

	// Recovery.
	phase: number = OPEN;
	highSeq = 0;
	recoveryBeganUs = 0;
	prrDelivered = 0;
	prrOut = 0;
	undoMarker = 0;
	undoResent = 0;
	/** Timestamp of the first segment sent again, ms; 0: none. */
	resentStampMs = 0;
	/** This side's timestamp that the packet being handled echoes, ms. */
	echoedMs = 0;
	forwardRto = false;
	probeEnd = 0;
	probeWasResend = false;
	reordering = 3;
	reorderingSeen = false;
	duplicatesReported = 0;

	// RACK.
	rackSentUs = 0;
	rackEnd = 0;
	rackRttUs = 0;
	rackAdvanced = false;
	rackSteps = 1;
	rackPersist = 0;
	rackDuplicateSeen = false;
	rackLastDelivered = 0;

	// Round-trip times: the smoothed one in eighths of us, its deviation in quarters.
	srttUs8 = 0;
	mdevUs4 = 0;
	mdevMaxUs4 = 0;
	rttvarUs4 = 0;
	rttSeq = 0;
	minRttUs: number = Number.POSITIVE_INFINITY;
	minRttTicks = 0;
	rtoTicks: number;
	backoff = 0;
	retransmits = 0;
	timeoutsTotal = 0;

	// Timers.
	pending: number = PENDING_NOTHING;
	readonly retransmitAlarm: Alarm;
	readonly delayedAckAlarm: Alarm;
	readonly compressedAckAlarm: Alarm;

	// What arrives.
	rcvNxt = 0;
	/** Where the last acknowledgement that was sent stood, and the window that it gave. */
	rcvWup = 0;
	rcvWnd = 0;
	copiedSeq = 1;
	finReceived = false;
	/** The other side's timestamp to be echoed. */
	recentStampMs = 0;
	/** Ranges that arrived out of order, ascending: first position, the one after the last, memory. */
	readonly outOfOrder: number[] = [];
	outOfOrderFin = -1;
	/** SACK blocks as they are sent, newest first. */
	readonly selective: number[] = [];
	duplicateStart = -1;
	duplicateEnd = -1;

	// The window that is offered.
	rcvBuffer: number;
	/** Memory that holds received data, and the part of it that is in order and not read. */
	rcvBufferUsed = 0;
	unreadMemory = 0;
	windowClamp = 0;
	rcvSsthresh = 0;
	/** Part of the buffer that holds data, in 256ths. */
	scalingRatio = 128;
	windowScale = 0;
	rcvRttUs8 = 0;
	rcvRttSeq = 0;
	rcvRttBeganUs = 0;
	rcvRttLastEchoMs = -1;
	rcvSpace = 0;
	rcvSpaceSeq = 1;
	rcvSpaceBeganUs = 0;

	// When to acknowledge.
	ackScheduled = false;
	ackNow = false;
	ackPushed = false;
	ackPushedTwice = false;
	quickAcks = 0;
	pingPong = 0;
	/** Expected gap between segments, ticks; 0 before the first data. */
	ackTimeoutTicks = 0;
	lastReceivedTicks = 0;
	rcvMss = 536;
	lastSegmentBytes = 0;
	delayedAckSet = false;
	delayedAckTicks = 0;
	compressedAcks = 0;
	duplicateAcks = 0;
	compressedAckSeq = 0;

	// What a closed window cost.
	blockedBy = 0;
	flightEnd = 0;

	/** Whether the application takes what arrives; whether it was told that the stream has ended; whether it is gone. */
	reading = true;
	endTold = false;
	abandoned = false;
	/** Told where it is abandoned, and nothing was heard of the other end for as long as its host tries. */
	silenced: (() => void) | undefined = undefined;
	/** Its process or machine died: the host that is there now knows nothing of it. */
	forgotten = false;
	/** Number of the connection. */
	connection = 0;
	/** When the SYN or SYN-ACK was sent first, and how often the SYN-ACK's timer has fired. */
	synSentUs = 0;
	synAckTimeouts = 0;

	/** The endpoint's number is free again. */
	release: ((tcp: TcpEndpoint) => void) | undefined = undefined;
	readonly side: TcpSide;

	constructor(side: TcpSide, id: number) {
		const { settings, kernel } = side;
		this.side = side;
		this.hz = settings.hz;
		this.headerBytes = HEADER_BYTES + (settings.timestamps ? TIMESTAMP_BYTES : 0);
		this.advertisedMss = settings.mtuBytes - HEADER_BYTES;
		this.mss = settings.mtuBytes - this.headerBytes;
		this.cwnd = settings.initialWindow;
		this.rtoTicks = settings.hz;
		this.rcvBuffer = settings.receiveBufferBytes;
		this.retransmitAlarm = new Alarm(kernel, side.timerKind, id, RETRANSMIT_ALARM);
		this.delayedAckAlarm = new Alarm(kernel, side.timerKind, id, DELAYED_ACK_ALARM);
		this.compressedAckAlarm = new Alarm(kernel, side.timerKind, id, COMPRESSED_ACK_ALARM);
	}

	nowTicks(): number {
		return this.side.ticks.at(this.side.kernel.now);
	}

	ticksCovering(us: number): number {
		return this.side.ticks.covering(us);
	}

	/** Sets the moment that is being handled to the kernel's present. */
	refresh(): void {
		this.nowUs = Math.floor(this.side.kernel.now / 1_000);
	}

	/** Segments under way as far as is known (RFC 6675's pipe). */
	inFlight(): number {
		return this.packetsOut - this.sackedOut - this.lostOut + this.resentOut;
	}

	/** The position up to which the receiver has room. */
	windowEnd(): number {
		return this.sndUna + this.sndWnd;
	}
}
