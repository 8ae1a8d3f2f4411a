import type { Kernel } from "@roundtrip/kernel";
import type { Nanoseconds } from "@roundtrip/model";
import { Direction, type DirectionSpec } from "./direction.ts";

/** What joins a client to a server: everything between them, as one bottleneck each way. */
export interface PathSpec {
	/** Propagation there and back, half of it each way. */
	readonly rttNs: Nanoseconds;
	/** From the client to the server. */
	readonly up?: DirectionSpec;
	/** From the server to the client. */
	readonly down?: DirectionSpec;
	/** Of the random streams of loss and jitter, together with the path's name. */
	readonly seed: number;
	/** Names the streams; paths of one run need different names. */
	readonly name?: string;
}

/** The two directions of a path. */
export interface Path {
	readonly rttNs: Nanoseconds;
	readonly up: Direction;
	readonly down: Direction;
}

/** What is offered to either direction arrives at the other end, or is lost. */
export function createPath(kernel: Kernel, spec: PathSpec): Path {
	const name = spec.name ?? "path";
	const upNs = Math.floor(spec.rttNs / 2);
	return {
		rttNs: spec.rttNs,
		up: new Direction(kernel, spec.up ?? {}, upNs, spec.seed, `${name} up`),
		down: new Direction(kernel, spec.down ?? {}, spec.rttNs - upNs, spec.seed, `${name} down`),
	};
}
