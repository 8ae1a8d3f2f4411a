import { type ClientHttp2Session, type ClientHttp2Stream, connect, constants } from "node:http2";
import type { Duplex } from "node:stream";
import type { TLSSocket } from "node:tls";
import type { CallId, EventOf } from "@roundtrip/model";
import { type JournalEntry, ofCall } from "../journal/entry.ts";
import { connectionName } from "../shaper/connection-name.ts";
import type { ShapedLink } from "../shaper/link.ts";
import { ModelledConnection } from "../shaper/modelled-connection.ts";
import type { ModelledNetwork } from "../shaper/modelled-network.ts";
import { distrustOf, secure, securedData } from "../tls/secure.ts";

/** How a browser opens its windows: for each stream, and for all together. */
const BROWSER_WINDOWS = { stream: 6_291_456, connection: 15_728_640 } as const;

/** Where a frame says its type, and that of one that ends a connection (RFC 9113, sections 4.1 and 6.8). */
const FRAME_TYPE_AT = 3;
const GOAWAY = 7;

/** Who opened a connection. */
export interface Http2Owner {
	/** Requests can be made from this time on. */
	ready(atNs: number): void;
	/** Nobody listened at the other end. */
	refused(): void;
	/** The connection is over, and the owner did not end it. */
	ended(): void;
	/** What can't be an end of a connection is a fault of ours. */
	failed(error: Error): void;
}

/** What HTTP/2 needs of a request. */
export interface Http2Request {
	readonly fields: Readonly<Record<string, string>>;
	readonly body: Buffer | undefined;
	/** More follows. */
	readonly isOpen: boolean;
	/** When it is handed over. */
	readonly atNs: number;
}

/** A modelled connection with Node's HTTP/2 client on it, in the clear or secured. */
export class Http2Connection {
	readonly name: string;
	/** The call that its events are told of: the one that it was opened for, then the last one that it carried. */
	call: CallId;
	state: "opening" | "open" | "closed" = "opening";
	readonly #link: ShapedLink;
	readonly #owner: Http2Owner;
	readonly #raw: ModelledConnection;
	#session: ClientHttp2Session | undefined;
	/** A fault has changed a byte of it. */
	#isDamaged = false;

	constructor(link: ShapedLink, network: ModelledNetwork, call: CallId, owner: Http2Owner) {
		const number = link.nextConnection();
		this.name = connectionName(link, number);
		this.call = call;
		this.#link = link;
		this.#owner = owner;
		this.#raw = new ModelledConnection(link, network, number, {
			opened: (how) => (how === "open" ? this.#connected() : this.#refused()),
			broken: () => this.#reset(),
			over: () => undefined,
			wrote: (chunk) => {
				// Node's client says that it could make nothing of a frame to the other end alone.
				if (this.#isDamaged && chunk[FRAME_TYPE_AT] === GOAWAY) queueMicrotask(() => this.#mayBeDamaged());
			},
		});
	}

	open(atNs: number): void {
		const { addresses } = this.#link;
		if (addresses === undefined) this.#connect(atNs);
		else addresses.ask(this.call, atNs, (knownNs) => this.#connect(knownNs));
	}

	#connect(atNs: number): void {
		if (this.state === "closed") return;
		this.#write("connecting", { to: this.#link.to }, atNs);
		this.#raw.open(atNs);
	}

	request({ fields, body, isOpen, atNs }: Http2Request): ClientHttp2Stream {
		if (this.#session === undefined) throw new Error(`${this.name} is not open`);
		this.#raw.handOver(atNs);
		const stream = this.#session.request(fields, { endStream: body === undefined && !isOpen });
		// A reset stream or a broken connection is told by the timeout or by the connection.
		stream.on("error", () => undefined);
		if (body !== undefined && !isOpen) stream.end(body);
		return stream;
	}

	/** What is written to a stream from here on is handed over at a time. */
	handOver(atNs: number): void {
		this.#raw.handOver(atNs);
	}

	/** Nobody waits for a stream's answer any more. */
	cancel(stream: ClientHttp2Stream): void {
		this.#raw.handOver(this.#link.timers.clock.now());
		stream.close(constants.NGHTTP2_CANCEL);
	}

	/** The other end resets the connection, now, or has done so and the word is here. */
	breaks(where: "there" | "here"): void {
		if (where === "there") this.#raw.breaks(this.#link.timers.clock.now());
		else {
			this.#reset();
			this.#raw.destroy();
		}
	}

	/**
	 * What is written next comes damaged to the other end, or what has come last to this one: TLS finds it in the record, and in
	 * the clear HTTP/2 in the length of a frame, whose first byte has changed. Each ends the connection.
	 */
	damage(where: "there" | "here"): void {
		this.#isDamaged = true;
		this.#raw.damage(where, this.#link.trust === undefined ? 0 : undefined);
	}

	close(): void {
		this.state = "closed";
		this.#session?.destroy();
		this.#raw.destroy();
	}

	#connected(): void {
		if (this.state !== "opening") return;
		const at = this.#write("connected", { to: this.#link.to });
		const { trust } = this.#link;
		if (trust === undefined) this.#begin(this.#raw, at);
		else secure(this.#link, trust, this.#raw, (error, secured) => this.#secured(error, secured));
	}

	#secured(error: Error | undefined, secured: TLSSocket): void {
		if (this.state !== "opening") return;
		const certificate = error === undefined ? undefined : distrustOf(error);
		if (error === undefined) this.#begin(secured, this.#write("secured", securedData(this.#link, secured)));
		else if (certificate === undefined) this.#owner.failed(error);
		else {
			this.state = "closed";
			this.#write("refused", { to: this.#link.to, certificate });
			this.#raw.destroy();
			this.#owner.refused();
		}
	}

	#begin(below: Duplex, atNs: number): void {
		const { spec, to } = this.#link;
		const isBrowser = spec.windows === "browser";
		const scheme = spec.tls === undefined ? "http" : "https";
		this.#raw.handOver(atNs);
		const session = connect(`${scheme}://${to}`, {
			createConnection: () => below,
			...(isBrowser ? { settings: { initialWindowSize: BROWSER_WINDOWS.stream } } : {}),
		});
		if (isBrowser) session.once("connect", () => session.setLocalWindowSize(BROWSER_WINDOWS.connection));
		// What went wrong is told by the connection below, but for what the session itself finds, or its other end, which says so.
		session.on("error", () => this.#mayBeDamaged());
		for (const event of ["error", "close"]) below.on(event, () => this.#mayBeDamaged());
		session.on("goaway", () => this.#mayBeDamaged());
		this.#session = session;
		this.state = "open";
		this.#owner.ready(atNs);
	}

	#mayBeDamaged(): void {
		if (!this.#isDamaged || this.state === "closed") return;
		this.#reset();
		this.#raw.destroy();
	}

	#refused(): void {
		if (this.state !== "opening") return;
		this.state = "closed";
		this.#write("refused", { to: this.#link.to });
		this.#owner.refused();
	}

	#reset(): void {
		if (this.state === "closed") return;
		this.state = "closed";
		this.#write("closed", { to: this.#link.to, why: "reset" });
		this.#session?.destroy();
		this.#owner.ended();
	}

	#write<Kind extends "connecting" | "connected" | "secured" | "refused" | "closed">(
		kind: Kind,
		data: EventOf<Kind>["data"],
		at: number = this.#link.timers.clock.now(),
	): number {
		const { journal, from } = this.#link;
		journal.write({ ...ofCall(this.call), at, node: from, connection: this.name, kind, data } as JournalEntry);
		return at;
	}
}
