import type { Socket } from "node:net";
import { Bursts, type BurstsUser } from "./bursts.ts";
import type { ShapedLink } from "./link.ts";
import { connectLoopback } from "./loopback.ts";

/** Who gives the model what a node's program does at its end. */
export interface FarEndUser extends BurstsUser {
	/** Bytes were read that the program has written; `wrote` says later when it did. */
	read(chunk: Uint8Array): void;
	/** The program has ended its side, or its socket broke. */
	ended(): void;
	broke(): void;
}

/** The other end of a modelled connection: the real socket at which the node's program reads and writes. */
export class FarEnd {
	/** Nobody listens there. */
	isRefused = false;
	readonly #link: ShapedLink;
	readonly #user: FarEndUser;
	readonly #bursts: Bursts;
	#socket: Socket | undefined;
	/** The program has said something since it was last told something. */
	#hasAnswered = false;

	constructor(link: ShapedLink, user: FarEndUser) {
		this.#link = link;
		this.#user = user;
		this.#bursts = new Bursts(link, user);
	}

	/** When the program began with what it wrote last, ns. */
	get answeredNs(): number {
		return this.#bursts.beganNs;
	}

	/** The SYN has come to the node's machine; by the plan of crashes somebody may be there. */
	knock(): void {
		if (this.#socket !== undefined || !this.#link.isThere()) return;
		const socket = connectLoopback({ port: this.#link.port, allowHalfOpen: true }, (how) => {
			if (how === "refused") this.isRefused = true;
		});
		this.#socket = socket;
		socket.on("data", (chunk) => this.#read(chunk));
		socket.on("end", () => {
			this.#bursts.flush();
			if (this.#hasDied) this.#user.broke();
			else this.#user.ended();
		});
		socket.on("close", (hadError) => {
			if (hadError) this.#user.broke();
		});
	}

	/**
	 * Whether the end of the real connection is that of the program, which nobody knew before. A server that keeps connections
	 * ends none of them; one that doesn't has said something before.
	 */
	get #hasDied(): boolean {
		const { mayDieAtPoint, spec } = this.#link;
		return mayDieAtPoint && (spec["keep-alive"] || !this.#hasAnswered);
	}

	#read(chunk: Uint8Array): void {
		this.#hasAnswered = true;
		this.#user.read(chunk);
		this.#bursts.take(chunk.length);
	}

	/** Bytes have come to the program together. */
	write(chunks: readonly Uint8Array[]): void {
		if (chunks.length === 0) return;
		// What the program says from now on may follow from this.
		this.#hasAnswered = false;
		this.#bursts.end();
		this.#socket?.cork();
		for (const chunk of chunks) this.#socket?.write(chunk);
		this.#socket?.uncork();
	}

	/** The stream to the program has ended. */
	end(): void {
		this.#socket?.end();
	}

	/** The connection is gone. */
	destroy(): void {
		this.#socket?.destroy();
	}
}
