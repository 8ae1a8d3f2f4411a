import { z } from "zod";
import { duration, type Nanoseconds, type WrittenDuration } from "../units/duration.ts";
import { parseQuantity, printQuantity } from "../units/quantity.ts";
import { describe, type Field } from "./fields.ts";

/** A duration that may have a minus before it. */
export type WrittenSignedDuration = WrittenDuration | `-${WrittenDuration}`;

const UNITS = duration.units.map(({ name }) => name).join("|");

/** Nanoseconds, ahead or behind. */
export const signedDurationField: Field<Nanoseconds, WrittenSignedDuration> = z.codec(
	z
		.string({ error: ({ input }) => `${describe(input)} is not a duration; write it like 120s or -120s` })
		.meta({ pattern: `^-?\\d+(\\.\\d+)?\\s*(${UNITS})$`, description: "a duration, like 120s, or behind, like -120s" }),
	z.number(),
	{
		decode: (text, context) => {
			const isBehind = text.startsWith("-");
			const result = parseQuantity(isBehind ? text.slice(1) : text, duration);
			if (result.ok) return isBehind && result.value !== 0 ? -result.value : result.value;
			context.issues.push({ code: "custom", input: text, message: result.problem });
			return z.NEVER;
		},
		encode: (ns) => `${ns < 0 ? "-" : ""}${printQuantity(ns < 0 ? -ns : ns, duration)}`,
	},
) as unknown as Field<Nanoseconds, WrittenSignedDuration>;
