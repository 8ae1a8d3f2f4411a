import type { MessageFlight } from "@roundtrip/analysis";
import type { DataRef, Fidelity, LinkSpec, RequestTarget, Types, World } from "@roundtrip/model";
import type { Run } from "../run.ts";

/** A message with what its layers have to know of it. */
export interface LayerContext {
	readonly run: Run;
	readonly world: World;
	readonly message: MessageFlight;
	readonly link: LinkSpec | undefined;
	/** What is asked for in the call that it belongs to; undefined for a statement to a database. */
	readonly target: RequestTarget | undefined;
	readonly types: Types;
	/** The records that its server answers or sends. */
	readonly data: DataRef | undefined;
	/** The begin of its content, one character a byte. */
	readonly content: string;
	/** Whether `content` is all of it. */
	readonly isWhole: boolean;
}

/**
 * Where what a layer says comes from. `recorded`: it stands in the trace. `read`: taken out of recorded bytes by the reader
 * of its protocol. `computed`: the trace doesn't have it; it follows from sizes by the protocol's rules.
 */
export type Origin = "recorded" | "read" | "computed";

/** What one layer says of a message. */
export interface LayerReading {
	/** What it is in this layer: `JSON-RPC call`, `TLS record`. */
	readonly name: string;
	/** In a few words, for where it is closed. */
	readonly gist: string;
	readonly origin: Origin;
	/** How true it is in this world. */
	readonly fidelity: Fidelity;
	readonly facts?: readonly (readonly [name: string, value: string])[];
	/** As it is written. */
	readonly text?: string;
	/** What has to be known to read the rest rightly. */
	readonly note?: string;
	/** Of packets that carried it, as events. */
	readonly packets?: readonly number[];
	/** Bytes, one character each, to be shown in hex. */
	readonly bytes?: string;
}

/** One layer of a message: from what it means down to its bytes. */
export interface Layer {
	readonly id: string;
	/** Undefined where a message has no such layer. */
	read(context: LayerContext): LayerReading | undefined;
}
