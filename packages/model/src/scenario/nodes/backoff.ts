import { z } from "zod";
import { duration, type Nanoseconds, type WrittenDuration } from "../../units/duration.ts";
import { parseQuantity, printQuantity } from "../../units/quantity.ts";
import { describe, type Field, madeByCodec } from "../fields.ts";

/** From the first wait to the longest. */
export interface Backoff {
	readonly baseNs: Nanoseconds;
	readonly capNs: Nanoseconds;
}

/** A backoff as it is written. */
export type WrittenBackoff = WrittenDuration | `${WrittenDuration}..${WrittenDuration}`;

/** `100ms..2s`: wait 100 ms, then twice as long each time, at most 2 s. `100ms` alone never grows. */
export const backoffField: Field<Backoff, WrittenBackoff> = z.codec(
	z
		.string({ error: ({ input }) => `${describe(input)} is not a backoff; write it like 100ms..2s` })
		.meta({ description: "the first wait and the longest, like 100ms..2s" }) as unknown as Field<WrittenBackoff>,
	madeByCodec<Backoff>(),
	{
		decode: (text, context) => {
			const fail = (message: string): never => {
				context.issues.push({ code: "custom", input: text, message });
				return z.NEVER;
			};
			const [first = "", second = first, ...rest] = text.split("..");
			const base = parseQuantity(first, duration);
			if (!base.ok) return fail(base.problem);
			const cap = parseQuantity(second, duration);
			if (!cap.ok) return fail(cap.problem);
			if (rest.length > 0 || cap.value < base.value) return fail(`write the shorter wait first, like 100ms..2s`);
			return { baseNs: base.value, capNs: cap.value };
		},
		encode: ({ baseNs, capNs }) => {
			const base = printQuantity(baseNs, duration);
			return (baseNs === capNs ? base : `${base}..${printQuantity(capNs, duration)}`) as WrittenBackoff;
		},
	},
);
