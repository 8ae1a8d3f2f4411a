import type { Bytes } from "@roundtrip/model";
import type { Processor } from "../processor.ts";
import type { Channel } from "../tls/channel.ts";
import {
	DATA,
	FRAME_HEADER,
	type Frame,
	FrameQueue,
	frame,
	HEADERS,
	INITIAL_WINDOW,
	RESET,
	resetStream,
	SETTING,
	SETTINGS,
	SETTINGS_ACK,
	sizeOf,
	WINDOW,
	windowUpdate,
} from "./http2-frames.ts";
import { ReceiveWindow } from "./http2-receive-window.ts";
import { SendQueue, type SendStream, UNBLOCKED } from "./http2-send-queue.ts";

/** Whoever uses one end of a session. */
export interface Http2User {
	/** A block of fields has arrived whole; `last`: the stream ends with it. */
	headers(stream: number, last: boolean): void;
	/** Data of a stream has arrived: so much more of it. */
	data(stream: number, bytes: Bytes): void;
	/** The stream has ended. */
	end(stream: number): void;
	/** The other end has given the stream up. */
	reset?(stream: number): void;
	/** The other end's settings are here. */
	settings?(frame: Frame): void;
}

/** Windows that one end gives to the other. */
export interface Http2Windows {
	readonly streamBytes: Bytes;
	readonly connectionBytes: Bytes;
}

/** What RFC 9113 begins with, and what Node's client and server keep. */
export const DEFAULT_WINDOWS: Http2Windows = { streamBytes: INITIAL_WINDOW, connectionBytes: INITIAL_WINDOW };

/**
 * One end of an HTTP/2 session: frames out in the order that nghttp2 gives them (what controls, blocks of fields, then
 * data in turns), frames in, windows both ways. What is queued while the program works is written in one piece afterwards.
 */
export class Http2End {
	/** Frames that this end has written and the other has not taken in. */
	readonly written: FrameQueue = new FrameQueue();
	readonly sending: SendQueue = new SendQueue(INITIAL_WINDOW);
	readonly #channel: Channel;
	readonly #processor: Processor;
	readonly #user: Http2User;
	readonly #incoming: () => FrameQueue;
	readonly #windows: Http2Windows;
	readonly #connection: ReceiveWindow;
	readonly #streams = new Map<number, ReceiveWindow>();
	/** Streams that this end has given up: what still comes of them counts for the connection only. */
	readonly #givenUp = new Set<number>();
	readonly #control: Frame[] = [];
	/** How much of the present data frame has been taken in. */
	#consumed = 0;
	#scheduled = false;
	/** While frames are taken in, writing waits; whether it is wanted then. */
	#holding = false;
	#held = false;
	#blockedBy: number = UNBLOCKED;

	constructor(
		channel: Channel,
		processor: Processor,
		user: Http2User,
		incoming: () => FrameQueue,
		windows: Http2Windows = DEFAULT_WINDOWS,
	) {
		this.#channel = channel;
		this.#processor = processor;
		this.#user = user;
		this.#incoming = incoming;
		this.#windows = windows;
		this.#connection = new ReceiveWindow(windows.connectionBytes);
	}

	/** Says which windows this end gives, with what is written next. `settingBytes`: what the settings carry in any case. */
	announce({ streamBytes, connectionBytes }: Http2Windows, settingBytes: Bytes): void {
		const isOther = streamBytes !== INITIAL_WINDOW;
		this.queue(frame(SETTINGS, 0, settingBytes + (isOther ? SETTING : 0), isOther ? streamBytes : 0));
		if (connectionBytes > INITIAL_WINDOW) this.queue(windowUpdate(0, connectionBytes - INITIAL_WINDOW));
	}

	/** Queues a frame that is not data. */
	control(it: Frame): void {
		this.queue(it);
		this.schedule();
	}

	/** The same, to be written with what comes next. */
	queue(it: Frame): void {
		this.#control.push(it);
	}

	/** Adds data to a stream. */
	data(stream: SendStream, bytes: Bytes): void {
		this.sending.add(stream, bytes);
		this.schedule();
	}

	/** No more data follows on the stream: an empty frame, or fields, say so once all of it is written, as Node does it. */
	finish(stream: SendStream, trailerBytes: Bytes = 0): void {
		this.sending.finish(stream, trailerBytes);
		this.schedule();
	}

	/** Gives a stream up. */
	reset(stream: number): void {
		this.#givenUp.add(stream);
		this.#streams.delete(stream);
		this.sending.drop(stream);
		this.control(resetStream(stream));
	}

	/** What is queued is written when the program has done what it has to do now. */
	schedule(): void {
		if (this.#holding) {
			this.#held = true;
			return;
		}
		this.#held = false;
		if (this.#scheduled) return;
		this.#scheduled = true;
		this.#processor.later(0, () => {
			this.#scheduled = false;
			this.#flush();
		});
	}

	#flush(): void {
		let bytes = 0;
		const put = (it: Frame): void => {
			it.begin = this.#channel.written + bytes;
			bytes += sizeOf(it);
			it.end = this.#channel.written + bytes;
			this.written.push(it);
		};
		for (const it of this.#control) put(it);
		this.#control.length = 0;
		this.#noticeReleased();
		for (let next = this.sending.next(); next !== undefined; next = this.sending.next()) {
			const kind = next.last && next.bytes > 0 ? HEADERS : DATA;
			put(frame(kind, next.stream.number, next.bytes, 0, next.last));
		}
		this.#blockedBy = this.sending.blockedBy();
		if (bytes > 0) this.#channel.write(bytes);
		if (this.sending.endStreams()) this.schedule();
	}

	/** Data waited for a window while nothing was on its way: a flight was waited for. */
	#noticeReleased(): void {
		if (this.#blockedBy === UNBLOCKED) return;
		const { tcp } = this.#channel;
		const idle = tcp.writeSeq === tcp.sndNxt && tcp.side.out.loadedUntilNs < tcp.side.kernel.now;
		if (idle && this.sending.canSend()) this.sending.countWait(this.#blockedBy);
	}

	/** Data of the other end has arrived up to this position. */
	received(position: number): void {
		// What the program does about these frames comes before it writes: one piece carries all its answers.
		this.#holding = true;
		this.#takeFrames(position);
		this.#holding = false;
		if (this.#held) this.schedule();
	}

	#takeFrames(position: number): void {
		const frames = this.#incoming();
		for (let it = frames.first(); it !== undefined; it = frames.first()) {
			if (it.kind === DATA) this.#consume(it, position);
			if (it.end > position) return;
			frames.shift();
			this.#consumed = 0;
			this.#take(it);
		}
	}

	/** Data counts as it comes, not only when its frame is whole. */
	#consume(it: Frame, position: number): void {
		const here = Math.min(position, it.end) - it.begin - FRAME_HEADER;
		const more = here - this.#consumed;
		if (more <= 0) return;
		this.#consumed = here;
		const isWanted = !this.#givenUp.has(it.stream);
		const forStream = isWanted ? this.#windowOf(it.stream).consume(more) : 0;
		if (forStream > 0) this.control(windowUpdate(it.stream, forStream));
		const forConnection = this.#connection.consume(more);
		if (forConnection > 0) this.control(windowUpdate(0, forConnection));
		if (isWanted) this.#user.data(it.stream, more);
	}

	#windowOf(stream: number): ReceiveWindow {
		const known = this.#streams.get(stream);
		if (known !== undefined) return known;
		const made = new ReceiveWindow(this.#windows.streamBytes);
		this.#streams.set(stream, made);
		return made;
	}

	#take(it: Frame): void {
		switch (it.kind) {
			case SETTINGS:
				if (it.value > 0) this.sending.setInitialWindow(it.value);
				this.control(frame(SETTINGS_ACK, 0, 0));
				this.#user.settings?.(it);
				break;
			case WINDOW:
				this.sending.opened(it.stream, it.value);
				this.schedule();
				break;
			case RESET:
				this.#streams.delete(it.stream);
				this.sending.drop(it.stream);
				this.#user.reset?.(it.stream);
				break;
			case DATA:
				if (it.last) this.#end(it.stream);
				break;
			default:
				if (it.stream > 0) this.#user.headers(it.stream, it.last);
				if (it.last) this.#end(it.stream);
		}
	}

	#end(stream: number): void {
		this.#streams.delete(stream);
		this.#user.end(stream);
	}
}
