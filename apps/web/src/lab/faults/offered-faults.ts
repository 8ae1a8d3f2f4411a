import { type Fault, faultKinds, parseFault, type Scenario } from "@roundtrip/model";
import { fromExample } from "./from-example.ts";
import type { Place } from "./place.ts";
import { presets } from "./presets.ts";

/** A fault that can be added here by a click. */
export interface OfferedFault {
	readonly label: string;
	/** What it does, for a tooltip. */
	readonly what: string;
	readonly fault: Fault;
}

/**
 * Every kind of fault of the grammar that can strike here: with the words of a preset where it has some, else as its own
 * descriptor says. What the scenario has no place for, such as a second death at the same time, isn't offered.
 */
export function offeredFaults(place: Place, scenario: Scenario): readonly OfferedFault[] {
	const byPreset = presets.flatMap(({ kind, on, label, what, text, unless }): readonly OfferedFault[] => {
		if (on !== place.is || !faultKinds.some(({ name }) => name === kind)) return [];
		if (unless?.(place, scenario) === true) return [];
		const fault = readFault(text(place), scenario);
		return fault === undefined ? [] : [{ label, what, fault }];
	});
	const known = new Set(presets.filter(({ on }) => on === place.is).map(({ kind }) => kind));
	const byDescriptor = faultKinds.flatMap((described): readonly OfferedFault[] => {
		if (known.has(described.name)) return [];
		for (const text of fromExample(described, place)) {
			const fault = readFault(text, scenario);
			if (fault !== undefined) return [{ label: capitalised(described.name), what: described.what, fault }];
		}
		return [];
	});
	return [...byPreset, ...byDescriptor];
}

/** Undefined where the scenario has no place for it. */
function readFault(text: string, scenario: Scenario): Fault | undefined {
	const read = parseFault(text, scenario);
	return read.ok ? read.value : undefined;
}

function capitalised(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
