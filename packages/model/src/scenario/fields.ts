import { z } from "zod";
import { clip } from "../clip.ts";
import { rate, size, type WrittenRate, type WrittenSize } from "../units/data.ts";
import { duration, type WrittenDuration } from "../units/duration.ts";
import { frequency, type WrittenFrequency } from "../units/frequency.ts";
import { parseQuantity, printQuantity, type Quantity } from "../units/quantity.ts";
import { share, type WrittenShare } from "../units/share.ts";
import { parseSpan, printSpan, type Span, type WrittenSpan } from "../units/span.ts";
import { LIMITS } from "./limits.ts";
import type { LinkName } from "./link-name.ts";
import { METHODS, REQUEST_EXAMPLES, REQUEST_PATTERN, type RequestLine, type WrittenRequest } from "./request-line.ts";

/** A field of a scenario: `Value` is what the program holds, `Written` the form in a file or in code. */
export type Field<Value, Written = Value> = z.ZodType<Value, Written>;

function quantityField<Written extends string>(quantity: Quantity): Field<number, Written> {
	const names = quantity.units.map((unit) => unit.name.replace("/", "\\/")).join("|");
	const written = z
		.string({
			error: ({ input }) =>
				`${describe(input)} is not ${quantity.what}; write it with its unit, like ${quantity.examples}`,
		})
		.meta({ pattern: `^\\d+(\\.\\d+)?\\s*(${names})$`, description: `${quantity.what}, like ${quantity.examples}` });
	const codec = z.codec(written, z.number(), {
		decode: (text, context) => {
			const result = parseQuantity(text, quantity);
			if (result.ok) return result.value;
			context.issues.push({ code: "custom", input: text, message: result.problem });
			return z.NEVER;
		},
		encode: (value) => printQuantity(value, quantity),
	});
	// Any text is read and answered with a problem or a number; the narrower type is for those who write in code.
	return codec as unknown as Field<number, Written>;
}

/** Nanoseconds. */
export const durationField: Field<number, WrittenDuration> = quantityField(duration);
/** Bytes. */
export const sizeField: Field<number, WrittenSize> = quantityField(size);
/** Bits per second. */
export const rateField: Field<number, WrittenRate> = quantityField(rate);
/** Events per hour. */
export const frequencyField: Field<number, WrittenFrequency> = quantityField(frequency);

/** Millionths. */
export const shareField: Field<number, WrittenShare> = quantityField(share);

/** A duration that may vary, such as `20ms`, `20ms..40ms` or `exponential 20ms`. */
export const spanField: Field<Span, WrittenSpan> = z.codec(
	z
		.string({
			error: ({ input }) => `${describe(input)} is not a duration; write 20ms, 20ms..40ms or exponential 20ms`,
		})
		.meta({
			description: "a duration: fixed (20ms), between two bounds (20ms..40ms), or exponential 20ms",
		}) as unknown as Field<WrittenSpan>,
	madeByCodec<Span>(),
	{
		decode: (text, context) => {
			const result = parseSpan(text);
			if (result.ok) return result.value;
			context.issues.push({ code: "custom", input: text, message: result.problem });
			return z.NEVER;
		},
		encode: (span) => printSpan(span) as WrittenSpan,
	},
);

/** A whole number within bounds. */
export function countField(minimum: number, maximum: number): Field<number> {
	const error = ({ input }: { readonly input?: unknown }): string =>
		`${describe(input)} is not a whole number from ${minimum} to ${maximum}`;
	return z.int({ error }).min(minimum, { error }).max(maximum, { error });
}

/** Text of bounded length. */
export function textField(maximum: number): Field<string> {
	return z
		.string({ error: ({ input }) => `${describe(input)} is not text; put it in quotes` })
		.max(maximum, { error: `longer than ${maximum} characters` });
}

/** One of a few words. */
export function wordField<const Word extends string>(words: readonly [Word, ...Word[]]): Field<Word> {
	return z.enum(words, { error: ({ input }) => `${describe(input)} should be ${eitherOf(words)}` });
}

/** True or false. */
export function flagField(name: string): Field<boolean> {
	return z.boolean({ error: ({ input }) => `${describe(input)}: ${name} is true or false` });
}

const NAME_PATTERN: RegExp = new RegExp(`^[a-zA-Z][a-zA-Z0-9_-]{0,${LIMITS.nameLength - 1}}$`);

/** The name of a node or an effect. */
export const nameField: Field<string> = z
	.string({ error: ({ input }) => `${describe(input)} is not a name` })
	.regex(NAME_PATTERN, { error: `a name is a letter, then up to ${LIMITS.nameLength - 1} letters, digits, - or _` });

const LINK_PATTERN = /^([a-zA-Z][a-zA-Z0-9_-]{0,31}) -> ([a-zA-Z][a-zA-Z0-9_-]{0,31})$/;

export const linkNameField: Field<LinkName> = z
	.string({ error: ({ input }) => `${describe(input)} is not a link; write it like phone -> bank` })
	.regex(LINK_PATTERN, { error: "a link is written with its two ends, like phone -> bank" });

export const requestField: Field<RequestLine, WrittenRequest> = z
	.string({ error: ({ input }) => `${describe(input)} is not a request; write it like GET /items` })
	.max(LIMITS.pathLength + " OPTIONS".length, {
		error: `a path has at most ${LIMITS.pathLength} characters`,
		abort: true,
	})
	.regex(REQUEST_PATTERN, {
		error: `a request is a method and a path, like GET /items; methods are ${METHODS.join(", ")}; others are ${REQUEST_EXAMPLES}`,
	}) as unknown as Field<RequestLine, WrittenRequest>;

/** The path of a request line. */
export const pathField: Field<string, `/${string}`> = z
	.string({ error: ({ input }) => `${describe(input)} is not a path; write it like /new` })
	.regex(new RegExp(`^/[!-~]{0,${LIMITS.pathLength - 1}}$`), {
		error: ({ input }) => `${describe(input)} is not a path; write it like /new`,
	})
	.meta({ description: "a path, like `/new`" }) as unknown as Field<string, `/${string}`>;

/** `a, b or c`. */
function eitherOf(words: readonly string[]): string {
	return words.join(", ").replace(/, (?=[^,]*$)/, " or ");
}

/** A foreign value in a message. */
export function describe(input: unknown): string {
	if (input === undefined) return "nothing";
	if (input === null) return "an empty value";
	if (Array.isArray(input)) return "a list";
	if (typeof input === "object") return Object.keys(input).length === 0 ? "an empty map" : "a map";
	const isPlain = typeof input === "string" || typeof input === "number" || typeof input === "boolean";
	return `'${isPlain ? clip(String(input)) : typeof input}'`;
}

/** A schema for values that only this program's own codecs make: an object, and no more is asked of it. */
export function madeByCodec<Value>(): z.ZodType<Value, Value> {
	return z.looseObject({}) as unknown as z.ZodType<Value, Value>;
}
