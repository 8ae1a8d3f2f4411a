import type { Nanoseconds, Scenario } from "@roundtrip/model";

/** How many keys an issuer has had by a moment of the run: those that it began with and was rotated to. */
export function rotatedBy({ faults }: Pick<Scenario, "faults">, issuer: string, atNs: Nanoseconds): number {
	return faults.reduce(
		(count, fault) => count + ("rotate" in fault && fault.rotate === issuer && fault.at <= atNs ? 1 : 0),
		1,
	);
}
