import { describe, expect, it, vi } from "vitest";
import { NETWORK_ANSWERS } from "./closed-form-network.ts";
import { QUEUE_ANSWERS } from "./closed-form-queues.ts";
import { readVectors, type Vector } from "./vectors.ts";

// A machine that is busy with other things is slow, not wrong.
vi.setConfig({ testTimeout: 60_000 });

const ANSWERS = { ...NETWORK_ANSWERS, ...QUEUE_ANSWERS };

/** How far an answer may lie from the formula, as a part of it, and why. */
const TOLERANCES: Readonly<Record<string, number>> = {
	// Nothing in these is left to chance or to time on the wire.
	rtts: 1e-6,
	rounds: 1e-6,
	resources: 1e-6,
	dd1: 1e-9,
	little: 1e-9,
	// The formula's SYN-ACK has no bytes, and each ACK lets out one segment more.
	fetch: 0.005,
	// A window is updated when half of it is used, and frames have headers.
	bdp: 0.05,
	// The formula's own: long transfers, within 30 %.
	mathis: 0.3,
	// 4,000 handshakes: three standard deviations are 14 % of those that need a second try.
	syn: 0.15,
	// 20,000 visits: about three standard deviations of a mean stay; waits alone are known half as well.
	mm1: 0.06,
	mmc: 0.06,
	mg1: 0.06,
	mmck: 0.06,
	erlangB: 0.06,
	timeout: 0.1,
};

const WAITS = 2;
/** What is 0 by its formula: times are whole nanoseconds. */
const ZERO = 1e-6;

const kindOf = ({ id }: Vector): string => /^[a-z]+[A-Z]?\d?(?=-\D)|^[a-zA-Z]+\d?/.exec(id)?.[0] ?? id;

/** What a vector expects, lists by the numbers of their items. */
function expected({ expect: all }: Vector): ReadonlyMap<string, number> {
	return new Map(
		Object.entries(all).flatMap(([name, value]) =>
			typeof value === "number" ? [[name, value] as const] : value.map((item, at) => [`${name}.${at}`, item] as const),
		),
	);
}

const vectors = readVectors();

describe("what follows from formulas", () => {
	it("is 30 vectors, each of which is asked", () => {
		expect(vectors).toHaveLength(30);
		expect(vectors.filter((vector) => ANSWERS[kindOf(vector)] === undefined).map(({ id }) => id)).toEqual([]);
		expect(new Set(vectors.map(kindOf))).toEqual(new Set(Object.keys(TOLERANCES)));
	});

	it.each(vectors.map((vector) => [vector.id, vector.topic, vector] as const))(
		"%s: the simulator answers what is known of %s",
		(_, topic, vector) => {
			const kind = kindOf(vector);
			const known = expected(vector);
			const answers = Object.entries(ANSWERS[kind]?.(vector) ?? {});
			expect(answers.length).toBeGreaterThan(0);
			for (const [name, answer] of answers) {
				const value = known.get(name) ?? Number.NaN;
				const told = `${name} of ${vector.id} (${topic}): ${answer} instead of ${value}; ${vector.formula}`;
				const off = Math.abs(answer - value);
				const tolerance = (TOLERANCES[kind] ?? 0) * (name === "Wq" ? WAITS : 1);
				expect(off <= tolerance * Math.abs(value) + ZERO, told).toBe(true);
			}
		},
	);
});
