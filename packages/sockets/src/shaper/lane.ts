import {
	cutBytes,
	type EndingFate,
	endsConnection,
	type HoldingFate,
	LOST_AT,
	type OwnFate,
	type Pipe,
	wireBytes,
} from "@roundtrip/behaviour";
import type { CallId, Lost } from "@roundtrip/model";
import { damaged } from "./damage.ts";
import type { ShapedLink } from "./link.ts";
import {
	createMessageFlow,
	type FlowingMessage,
	type FlowPart,
	type FlowParts,
	type MessageFlow,
} from "./message-flow.ts";
import {
	delayOf,
	fateOf,
	type SeenMessage,
	writeEnded,
	writeLeft,
	writeLost,
	writeOvertaken,
} from "./message-writer.ts";
import type { Timer } from "./timers.ts";

/** A message on its way through a lane. */
export interface Passing extends SeenMessage {
	readonly flowing: FlowingMessage;
	/** When its first bytes came by here. */
	readonly leftNs: number;
	/** Bytes of it that have come by; the headers of the segments that carry them take of the rate too. */
	bytes: number;
	/** When its last byte arrives, as far as is known. */
	dueNs: number;
	/** What became of bytes of it that have arrived where nobody could take them. */
	inVain?: "node-down" | "closed";
}

/** What comes out of a lane, in the order in which it went in. */
interface Item {
	readonly dueNs: number;
	readonly isBytes: boolean;
	readonly come: () => void;
}

/** Where a lane leads. */
export interface LaneEnd {
	/** Bytes of a message have arrived. Says why nobody could take them, or nothing. */
	take(chunk: Uint8Array): "node-down" | "closed" | undefined;
	/** All that was due has been taken. */
	flush?(): void;
	/** The whole message arrived, and nobody could take it. */
	lost?(message: Passing): void;
	/** The last bytes of a message are about to be taken. */
	comes?(message: Passing): void;
	/** The whole message has been taken. */
	taken?(message: Passing): void;
	/**
	 * A fault has ended a message, and the connection is to end with it; the message's bytes would have come until now. Of one
	 * that comes damaged nothing is told: whoever reads it finds out.
	 */
	broken(fate: EndingFate): void;
}

/**
 * One direction of a connection. Bytes that go in come out when the link lets them: after its delay, at its rate,
 * behind everything before them, or never. It writes down what leaves and what is lost.
 */
export class Lane {
	readonly #link: ShapedLink;
	readonly #direction: "request" | "response";
	readonly #connection: string;
	readonly #pipe: Pipe;
	readonly #end: LaneEnd;
	readonly #items: Item[] = [];
	#timer: Timer | undefined;
	#lastDueNs = 0;
	/** How long bytes are on their way before they come here, and after they have been let go. */
	readonly #lagIn: number;
	readonly #lagOut: number;
	#next: { readonly call: CallId; readonly flow: MessageFlow; readonly isStream: boolean } | undefined;
	#handedNs: number | undefined;
	#current: Passing | undefined;
	/** A message was lost: nothing more comes through. */
	#loss: OwnFate | undefined;
	#isMute = false;
	/** A message has ended the connection. */
	#isBroken = false;
	/** What waits behind a message that waits itself. */
	#behind: (() => void)[] | undefined;
	/** What has come of a message that ends the connection, or leaves when another has come. */
	readonly #kept: Buffer[] = [];

	constructor(link: ShapedLink, direction: "request" | "response", connection: string, end: LaneEnd) {
		this.#link = link;
		this.#direction = direction;
		this.#connection = connection;
		const forth = direction === "request";
		this.#pipe = forth ? link.forth : link.back;
		this.#lagIn = forth ? 0 : link.lags.responseIn;
		this.#lagOut = forth ? link.lags.requestOut : link.lags.responseOut;
		this.#end = end;
	}

	/** The bytes from here on are the message of this call. */
	expect(call: CallId, parts: FlowParts): void {
		this.#next = { call, flow: createMessageFlow(parts), isStream: parts.stream !== undefined };
		this.#handedNs = undefined;
		this.#current = undefined;
	}

	/** When the message was handed to the HTTP library; from there its time on the link counts. */
	handOver(atNs: number): void {
		this.#handedNs = atNs;
	}

	/** Whether bytes of the message that is expected have come. */
	get hasBegun(): boolean {
		return this.#current !== undefined;
	}

	/** Takes bytes in. All of one message count from its hand-over: its sender gave the whole at once. */
	take(chunk: Uint8Array): void {
		if (this.#isMute) {
			this.#passOn(chunk);
			return;
		}
		const next = this.#next;
		// Nothing comes behind what has ended the connection.
		if (this.#isBroken) return;
		if (next !== undefined) for (const part of next.flow.take(chunk)) this.#takePart(next.call, part);
	}

	/** Nothing is written down of what comes from now on. */
	mute(): void {
		this.#isMute = true;
	}

	#passOn(chunk: Uint8Array): void {
		const arrivesNs = this.#pipe.transmit(this.#link.timers.clock.now() - this.#lagIn, wireBytes(chunk.length));
		this.#lastDueNs = Math.max(arrivesNs, this.#lastDueNs);
		if (this.#loss !== undefined) return;
		this.#put({ dueNs: this.#lastDueNs, isBytes: true, come: () => void this.#end.take(chunk) });
	}

	#takePart(call: CallId, { message: flowing, bytes: chunk }: FlowPart): void {
		const current = this.#current;
		const message = current?.flowing === flowing ? current : this.#begin(call, flowing);
		if (message.fate.kind === "hold") {
			this.#hold(message, message.fate, chunk);
			return;
		}
		const bytesBefore = wireBytes(message.bytes);
		message.bytes += chunk.length;
		const wire = wireBytes(message.bytes) - bytesBefore;
		const arrivesNs = this.#pipe.transmit(message.sentNs, wire) + delayOf(message.fate);
		message.dueNs = Math.max(arrivesNs, this.#lastDueNs);
		const { isComplete } = flowing;
		if (endsConnection(message.fate)) {
			this.#keepBack(message, message.fate, chunk);
			return;
		}
		if (message.fate.kind === "spoil") {
			this.#damage(message, chunk);
			return;
		}
		if (this.#loss === undefined) {
			this.#lastDueNs = message.dueNs;
			const come = (): void => this.#arrive(message, chunk, isComplete);
			this.#put({ dueNs: message.dueNs, isBytes: true, come });
		}
		if (isComplete) this.#hasLeft(message);
	}

	/** Of a message that ends its connection nothing comes, or a part when all of it is here. */
	#keepBack(message: Passing, fate: EndingFate, chunk: Uint8Array): void {
		this.#kept.push(Buffer.from(chunk));
		if (!message.flowing.isComplete) return;
		this.#isBroken = true;
		const { head, size } = message.flowing;
		const whole = Buffer.concat(this.#kept.splice(0));
		if (fate.kind === "corrupt") {
			this.#comesDamaged(message, fate, damaged(whole, message.flowing));
			return;
		}
		const cut = fate.kind === "reset" ? { head: 0, body: 0 } : cutBytes(fate, head.length, size - head.length);
		writeLeft(this.#link, message, message.flowing, message.leftNs);
		const isHere = fate.kind === "reset" && this.#direction === "response";
		const end = (): void => {
			writeEnded(this.#link, message, fate);
			this.#end.broken(fate);
		};
		if (isHere) {
			end();
			return;
		}
		this.#lastDueNs = message.dueNs;
		const part = whole.subarray(0, cut.head + cut.body);
		if (part.length > 0) this.#put({ dueNs: message.dueNs, isBytes: true, come: () => void this.#end.take(part) });
		this.#put({ dueNs: message.dueNs, isBytes: false, come: end });
	}

	/** An answer whose reader finds out by itself that it is none. */
	#comesDamaged(message: Passing, fate: EndingFate, bytes: Uint8Array): void {
		writeLeft(this.#link, message, message.flowing, message.leftNs);
		this.#lastDueNs = message.dueNs;
		const come = (): void => {
			writeEnded(this.#link, message, fate);
			this.#end.take(bytes);
		};
		this.#put({ dueNs: message.dueNs, isBytes: true, come });
	}

	/** A request comes damaged when all of it is here. */
	#damage(message: Passing, chunk: Uint8Array): void {
		this.#kept.push(Buffer.from(chunk));
		if (!message.flowing.isComplete) return;
		const bytes = damaged(Buffer.concat(this.#kept.splice(0)), message.flowing);
		if (this.#loss === undefined) {
			this.#lastDueNs = message.dueNs;
			this.#put({ dueNs: message.dueNs, isBytes: true, come: () => this.#arrive(message, bytes, true) });
		}
		this.#hasLeft(message);
	}

	/** It leaves as a whole when another has come before it, and what follows on the connection waits for that. */
	#hold(message: Passing, fate: HoldingFate, chunk: Uint8Array): void {
		this.#kept.push(Buffer.from(chunk));
		const { overtaking } = this.#link;
		if (!message.flowing.isComplete || overtaking === undefined) return;
		const whole = Buffer.concat(this.#kept.splice(0));
		message.dueNs = message.sentNs + fate.withinNs + this.#pipe.delayNs;
		writeLeft(this.#link, message, message.flowing, message.leftNs);
		const behind: (() => void)[] = [];
		this.#behind = behind;
		this.#link.underWay++;
		overtaking.hold(this.#direction, message.sentNs, fate.withinNs, (leavesNs) => {
			this.#link.underWay--;
			this.#behind = undefined;
			writeOvertaken(this.#link, message, fate, leavesNs);
			message.dueNs = Math.max(this.#pipe.transmit(leavesNs, wireBytes(whole.length)), this.#lastDueNs);
			this.#lastDueNs = message.dueNs;
			this.#put({ dueNs: message.dueNs, isBytes: true, come: () => this.#arrive(message, whole, true) });
			for (const follow of behind) follow();
		});
	}

	/** Something that is no message sets out at a time, behind everything before it: the end of the connection. */
	follow(atNs: number, action: () => void): void {
		if (this.#behind !== undefined) {
			this.#behind.push(() => this.follow(Math.max(atNs, this.#link.timers.clock.now()), action));
			return;
		}
		const dueNs = Math.max(atNs + this.#pipe.delayNs, this.#lastDueNs);
		this.#lastDueNs = dueNs;
		this.#put({ dueNs, isBytes: false, come: action });
	}

	#begin(call: CallId, flowing: FlowingMessage): Passing {
		const leftNs = this.#link.timers.clock.now();
		const sentNs = (flowing.item === undefined ? this.#handedNs : undefined) ?? leftNs - this.#lagIn;
		const direction = this.#direction;
		const fate =
			this.#loss ?? fateOf(this.#link, { call, direction, item: flowing.item, sentNs }, this.#next?.isStream);
		// What is behind a message that is lost is lost with it.
		if (fate.kind === "lose") this.#loss = fate;
		const of = { call, flowing, direction, connection: this.#connection, sentNs, leftNs, fate };
		const passing: Passing = {
			...{ ...of, bytes: 0, dueNs: sentNs },
			get item() {
				return flowing.item;
			},
		};
		this.#current = passing;
		return passing;
	}

	#hasLeft(message: Passing): void {
		const { flowing, sentNs, leftNs, dueNs, fate } = message;
		writeLeft(this.#link, message, flowing, leftNs);
		if (fate.kind === "lose") {
			const lostNs = sentNs + Math.floor((dueNs - sentNs) * LOST_AT);
			this.#link.underWay++;
			this.#link.timers.at(lostNs, () => {
				this.#link.underWay--;
				this.#writeLost(message, lostNs, { where: LOST_AT, why: "fault", fault: fate.fault });
			});
		}
	}

	#writeLost(message: Passing, dueNs: number, how: Omit<Lost["data"], "to">): void {
		writeLost(this.#link, message, Math.max(dueNs, this.#link.timers.clock.now()), how, {});
	}

	#arrive(message: Passing, chunk: Uint8Array, isLast: boolean): void {
		if (isLast) this.#end.comes?.(message);
		const inVain = this.#end.take(chunk);
		if (inVain !== undefined) message.inVain ??= inVain;
		if (!isLast) return;
		if (message.inVain === undefined) {
			if (message.item === undefined) this.#link.overtaking?.delivered(this.#direction, message.dueNs);
			this.#end.taken?.(message);
			return;
		}
		this.#writeLost(message, message.dueNs, { where: 1, why: message.inVain });
		this.#end.lost?.(message);
	}

	#put(item: Item): void {
		this.#items.push(item);
		this.#link.underWay++;
		if (this.#timer === undefined) this.#wait(item.dueNs);
	}

	#wait(dueNs: number): void {
		this.#timer = this.#link.timers.at(dueNs - this.#lagOut, () => this.#release());
	}

	/** Bytes that are due come together; an end that follows them waits a turn, until they have been read. */
	#release(): void {
		const untilNs = this.#link.timers.clock.now() + this.#lagOut;
		const isDue = (item: Item | undefined): boolean => item?.isBytes === true && item.dueNs <= untilNs;
		if (isDue(this.#items[0])) while (isDue(this.#items[0])) this.#come();
		else this.#come();
		this.#end.flush?.();
		this.#timer = undefined;
		const [next] = this.#items;
		if (next !== undefined) this.#wait(next.dueNs);
	}

	#come(): void {
		this.#link.underWay--;
		this.#items.shift()?.come();
	}
}
