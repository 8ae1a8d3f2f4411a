import type { Socket } from "node:net";
import type { CallId, EventOf } from "@roundtrip/model";
import { ofCall } from "../journal/entry.ts";
import { isParseError } from "../readable.ts";
import { type CallConnection, type Carriage, type ConnectionOwner, systemError } from "./call-connection.ts";
import { type ConnectionEventKind, writeConnectionEvent } from "./connection-event.ts";
import { connectionName } from "./connection-name.ts";
import { Lane } from "./lane.ts";
import type { ShapedLink } from "./link.ts";
import { connectLoopback } from "./loopback.ts";
import type { FlowingMessage } from "./message-flow.ts";
import { messageName } from "./message-writer.ts";
import { ShapedStream } from "./shaped-stream.ts";

type ConnectionState = "opening" | "open" | "closed";

/**
 * A TCP connection over the loopback interface that behaves as if it ran over a link: opening takes a round-trip, bytes
 * take the link's delay and rate in both directions, and each end learns half a round-trip later that the other has
 * closed. To its HTTP library it is a socket; the node at the other end sees a plain one.
 */
export class ShapedConnection extends ShapedStream implements CallConnection {
	readonly #link: ShapedLink;
	readonly #name: string;
	readonly #owner: ConnectionOwner;
	readonly #forth: Lane;
	readonly #back: Lane;
	#state: ConnectionState = "opening";
	#call: CallId = "";
	/** What it carries has become a stream. */
	#isStream = false;
	#isWebSocket = false;
	/** The other end closes after that, which is nothing that anybody has to be told. */
	#hasSaidGoodbye = false;
	/** The one that it carried before. */
	#earlierCall: CallId | undefined;
	#socket: Socket | undefined;
	#acceptedNs = Number.POSITIVE_INFINITY;
	/** The real connection has ended. */
	#isCut = false;
	/** A fault has ended it at the other end. */
	#isBroken = false;

	constructor(link: ShapedLink, owner: ConnectionOwner) {
		super();
		this.#link = link;
		this.#name = connectionName(link, link.nextConnection());
		this.#owner = owner;
		this.#forth = new Lane(link, "request", this.#name, {
			take: (chunk) => this.#arriveAtFarSide(chunk),
			flush: () => this.#socket?.uncork(),
			lost: () => this.#answerWithReset(),
			broken: () => this.#break(),
		});
		this.#back = new Lane(link, "response", this.#name, {
			take: (chunk) => this.#arriveHere(chunk),
			comes: ({ flowing }) => this.#comes(flowing),
			taken: ({ flowing }) => this.#took(flowing),
			broken: (fate) => this.#break(fate.kind === "truncate"),
		});
	}

	/**
	 * From a time on it works for this call: its request goes out next, its response comes back next. Where the connection
	 * is not open yet, the request is handed over when it is.
	 */
	carry({ call, method, stream }: Carriage, atNs: number): void {
		this.#earlierCall = this.#call === "" ? undefined : this.#call;
		this.#call = call;
		this.#isStream = false;
		this.#isWebSocket = stream === "websocket";
		this.#forth.expect(call, { stream });
		this.#back.expect(call, { stream, hasContent: method !== "HEAD" });
		if (this.#state === "open") this.#forth.handOver(atNs);
	}

	/** Whether the request of the call that it carries has begun to leave. */
	get hasSent(): boolean {
		return this.#forth.hasBegun;
	}

	get isOpen(): boolean {
		return this.#state === "open";
	}

	/**
	 * Opens it for the call that it carries, which came to need it at a time; `opened` is told one round-trip later, if
	 * anybody is there.
	 */
	open(atNs: number, opened: (error: Error | null) => void): void {
		this.#write("connecting", { to: this.#link.to }, { at: atNs });
		this.#later(atNs + this.#link.forth.delayNs, () => this.#knock(opened));
	}

	giveUp(): void {
		this.#leaveAs("gave-up");
	}

	leave(): void {
		this.#leaveAs("left");
	}

	hearNoMore(): void {
		this.#hasSaidGoodbye = true;
		this.#back.mute();
	}

	saidGoodbye(why: "left" | "done"): void {
		if (this.#state !== "closed") this.#write("closed", { to: this.#link.to, why });
	}

	#leaveAs(why: "gave-up" | "left"): void {
		if (this.#state === "closed") return;
		this.#write("closed", { to: this.#link.to, why });
		this.#close();
		this.destroy();
	}

	/** The library answers a goodbye by itself, as soon as it has it. */
	#comes({ item }: FlowingMessage): void {
		if (item !== "end" || !this.#isWebSocket) return;
		this.#hasSaidGoodbye = true;
		this.#forth.mute();
	}

	/** A message is here; that of a call that is no stream counts when its HTTP library has read it. */
	#took(flowing: FlowingMessage): void {
		if (flowing.isHead) this.#isStream = true;
		if (!this.#isStream) return;
		this.#writeDelivered(flowing.item);
		this.#owner.arrived(flowing);
	}

	breakOff(): void {
		this.#reset();
	}

	wasAnswered(isLast = false): number {
		const at = this.#isStream ? this.#link.timers.clock.now() : this.#writeDelivered(undefined);
		if (isLast && this.#state !== "closed") {
			this.#write("closed", { to: this.#link.to, why: "done" });
			this.#close();
			this.#owner.ended();
		}
		return at;
	}

	#writeDelivered(item: FlowingMessage["item"]): number {
		const { journal, timers, from, to } = this.#link;
		const message = messageName({ call: this.#call, direction: "response", item });
		const at = timers.clock.now();
		journal.write({
			...{ ...ofCall(this.#call), at, node: from, message, connection: this.#name },
			...{ kind: "delivered", data: { from: to } },
		});
		return at;
	}

	/** The first packet has come to the other end. */
	#knock(opened: (error: Error | null) => void): void {
		if (this.#state === "closed" || this.#link.isDark()) return;
		const { timers, back, port } = this.#link;
		this.#acceptedNs = timers.clock.now();
		const socket = connectLoopback({ port, allowHalfOpen: false }, (how) => {
			this.#later(this.#acceptedNs + back.delayNs, () => {
				if (how === "accepted") this.#connected(opened);
				else this.#refused(opened);
			});
		});
		this.#socket = socket;
		socket.on("data", (chunk) => this.#back.take(chunk));
		socket.on("close", () => {
			this.#isCut = true;
			if (this.#state === "open") this.#hearOfEnd();
		});
	}

	/** The real connection has ended; a planned crash says since when that is on its way here. */
	#hearOfEnd(): void {
		const { silently, goneNs } = this.#link.farSide(this.#acceptedNs);
		const atNs = Math.min(goneNs, this.#link.timers.clock.now());
		if (!silently && !this.#isBroken) this.#back.follow(atNs, () => this.#reset());
	}

	#connected(opened: (error: Error | null) => void): void {
		if (this.#state !== "opening") return;
		this.#state = "open";
		this.#forth.handOver(this.#write("connected", { to: this.#link.to }));
		opened(null);
		if (this.#isCut) this.#hearOfEnd();
	}

	#refused(opened: (error: Error | null) => void): void {
		if (this.#state !== "opening") return;
		this.#state = "closed";
		this.#write("refused", { to: this.#link.to });
		this.#owner.refused();
		opened(systemError("ECONNREFUSED"));
	}

	/** The word that the other end knows nothing of this connection any more has come here. */
	#reset(): void {
		if (this.#state === "closed") return;
		// A call whose request has not left yet goes on without this connection.
		const call = this.hasSent ? this.#call : (this.#earlierCall ?? this.#call);
		if (!this.#hasSaidGoodbye) this.#write("closed", { to: this.#link.to, why: "reset" }, { call });
		this.#close();
		this.#owner.ended();
		this.destroy(systemError("ECONNRESET"));
	}

	/** A fault ends the connection at the other end; the word of it comes here later, or with what has come. */
	#break(isHere = false): void {
		// From a dark machine no word comes.
		if (this.#link.farSide(this.#acceptedNs).silently) return;
		this.#isBroken = true;
		this.#socket?.resetAndDestroy();
		if (isHere) this.#reset();
		else this.#back.follow(this.#link.timers.clock.now(), () => this.#reset());
	}

	/** The other end learns of it later; until then it may still send, in vain. */
	#close(): void {
		this.#state = "closed";
		this.#forth.follow(this.#link.timers.clock.now(), () => this.#socket?.end());
	}

	#arriveAtFarSide(chunk: Uint8Array): "node-down" | "closed" | undefined {
		const far = this.#link.farSide(this.#acceptedNs);
		if (far.silently || this.#isCut) return far.state === "back" ? "closed" : "node-down";
		if (this.#socket?.writableCorked === 0) this.#socket.cork();
		this.#socket?.write(chunk);
		return undefined;
	}

	/** A machine that is back from the dark says so to whoever still takes the old connection for alive. */
	#answerWithReset(): void {
		const far = this.#link.farSide(this.#acceptedNs);
		if (!far.silently || far.state !== "back") return;
		this.#back.follow(this.#link.timers.clock.now(), () => this.#reset());
	}

	#arriveHere(chunk: Uint8Array): "closed" | undefined {
		if (this.#state !== "open") return "closed";
		this.push(chunk);
		return undefined;
	}

	#later(timeNs: number, action: () => void): void {
		this.#link.underWay++;
		this.#link.timers.at(timeNs, () => {
			this.#link.underWay--;
			action();
		});
	}

	#write<Kind extends ConnectionEventKind>(
		kind: Kind,
		data: EventOf<Kind>["data"],
		{ call = this.#call, at }: { readonly call?: CallId; readonly at?: number } = {},
	): number {
		return writeConnectionEvent(this.#link, { kind, data, connection: this.#name, call, at });
	}

	protected override takeWritten(chunks: readonly Uint8Array[]): void {
		for (const chunk of chunks) this.#forth.take(chunk);
	}

	override _destroy(error: Error | null, done: (error: Error | null) => void): void {
		if (this.#state !== "closed") {
			if (isParseError(error)) this.#write("closed", { to: this.#link.to, why: "reset" });
			this.#close();
			this.#owner.ended();
		}
		done(error);
	}
}
