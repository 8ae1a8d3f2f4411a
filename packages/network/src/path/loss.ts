import type { RandomStream } from "@roundtrip/behaviour";

/**
 * Which packets of one direction are lost on the way, whatever its queue does.
 *
 * - `random`: each packet with the same probability, independently.
 * - `bursts`: a chain of two states (Gilbert, Capacity of a Burst-Noise Channel, 1960; Elliott, 1963), which moves once
 *   for each packet and loses it with the probability of the state that it has come to.
 * - `packets`: exactly these, counted from 0 as they enter the direction.
 */
export type LossSpec =
	| { readonly kind: "random"; readonly probability: number }
	| {
			readonly kind: "bursts";
			/** Probability for a packet that the chain goes from good to bad, and back. */
			readonly toBad: number;
			readonly toGood: number;
			/** Probability of loss in either state; 0 and 1 if absent (Gilbert's case). */
			readonly lossInGood?: number;
			readonly lossInBad?: number;
	  }
	| { readonly kind: "packets"; readonly indices: readonly number[] };

/** Decides packet after packet, in the order in which they enter. */
export interface Loss {
	/** Whether the packet with this index, counted from 0, is lost. To be asked once for each packet. */
	loses(index: number): boolean;
}

const NONE: Loss = { loses: () => false };

/** `stream` is drawn from in the order of packets: the same seed loses the same ones. */
export function createLoss(spec: LossSpec | undefined, stream: RandomStream): Loss {
	if (spec === undefined) return NONE;
	if (spec.kind === "bursts") return createBursts(spec, stream);
	if (spec.kind === "packets") {
		const lost = new Set(spec.indices);
		return { loses: (index) => lost.has(index) };
	}
	return spec.probability > 0 ? { loses: () => stream.uniform() < spec.probability } : NONE;
}

function createBursts(spec: LossSpec & { readonly kind: "bursts" }, stream: RandomStream): Loss {
	const { toBad, toGood, lossInGood = 0, lossInBad = 1 } = spec;
	let bad = false;
	return {
		loses() {
			// Two draws for each packet whatever the state, so that a change of one probability shifts no later draw.
			const move = stream.uniform();
			const fate = stream.uniform();
			bad = bad ? move >= toGood : move < toBad;
			return fate < (bad ? lossInBad : lossInGood);
		},
	};
}
