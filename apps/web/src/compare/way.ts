import { type ConversationErrors, type ConversationFigures, conversationErrors } from "@roundtrip/analysis";
import { type ComparedVariant, type ComparedWorkload, protocolDescriptors } from "@roundtrip/behaviour";
import type { Fidelity } from "@roundtrip/model";
import type { ComparedResult } from "../simulation/compared.ts";
import { type MeasuredFigures, wayKey } from "./measured.ts";

/** One way of doing a workload with all that is known of it. */
export interface Way {
	readonly key: string;
	readonly variant: ComparedVariant;
	/** Simulated; undefined as long as there are none, and where there can be none. */
	readonly figures: ConversationFigures | undefined;
	/** Why it can't be simulated under these conditions. */
	readonly why: string | undefined;
	readonly fidelity: Fidelity | undefined;
	/** On real sockets: measured now, or else kept. */
	readonly real: MeasuredFigures | undefined;
	/** Of the simulated figures against the real ones. */
	readonly errors: ConversationErrors;
	/** What came of measuring it now. */
	readonly measuredNow: ComparedResult | undefined;
}

/** The ways of a workload, in the order in which they are read. */
export function waysOf(
	{ variants }: ComparedWorkload,
	simulated: ReadonlyMap<string, ComparedResult>,
	kept: ReadonlyMap<string, MeasuredFigures>,
	measured: ReadonlyMap<string, ComparedResult>,
): readonly Way[] {
	return variants.map((variant) => {
		const key = wayKey(variant);
		const result = simulated.get(key);
		const measuredNow = measured.get(key);
		const figures = result?.ok ? result.figures : undefined;
		const real = measuredNow?.ok ? measuredNow.figures : kept.get(key);
		return {
			...{ key, variant, figures, real, measuredNow },
			why: result === undefined || result.ok ? undefined : result.why,
			fidelity: result?.ok ? fidelityOf(variant, result.fidelity) : undefined,
			errors: figures === undefined || real === undefined ? {} : conversationErrors(figures, real),
		};
	});
}

const ORDER: readonly Fidelity[] = ["bytes", "messages", "model"];

/** A way is as true as the less true of its protocol and of what carries it. */
function fidelityOf({ protocol, over }: ComparedVariant, ofRun: Readonly<Record<string, Fidelity>>): Fidelity {
	const own = protocolDescriptors.find(({ name }) => name === protocol)?.fidelity.simulated ?? "messages";
	const carrier = ofRun[over] ?? "messages";
	return ORDER.indexOf(own) > ORDER.indexOf(carrier) ? own : carrier;
}
