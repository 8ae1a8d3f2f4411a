import { duration, type Nanoseconds, type WrittenDuration } from "./duration.ts";
import { parseQuantity, printQuantity } from "./quantity.ts";

/** A duration that may vary: always the same, even between two bounds, or exponential with a mean. */
export type Span =
	| { readonly shape: "fixed"; readonly ns: Nanoseconds }
	| { readonly shape: "between"; readonly fromNs: Nanoseconds; readonly toNs: Nanoseconds }
	| { readonly shape: "exponential"; readonly meanNs: Nanoseconds };

/** A span as it is written. */
export type WrittenSpan = WrittenDuration | `${WrittenDuration}..${WrittenDuration}` | `exponential ${WrittenDuration}`;

export type SpanResult = { readonly ok: true; readonly value: Span } | { readonly ok: false; readonly problem: string };

/** Reads `20ms`, `20ms..40ms` or `exponential 20ms`. */
export function parseSpan(text: string): SpanResult {
	const exponential = /^exponential\s+(.*)$/.exec(text.trim());
	if (exponential) {
		const mean = parseQuantity(exponential[1] ?? "", duration);
		return mean.ok ? { ok: true, value: { shape: "exponential", meanNs: mean.value } } : mean;
	}
	const [first = "", second, ...rest] = text.split("..");
	const from = parseQuantity(first, duration);
	if (!from.ok) return from;
	if (second === undefined) return { ok: true, value: { shape: "fixed", ns: from.value } };
	const to = parseQuantity(second, duration);
	if (!to.ok) return to;
	if (rest.length > 0 || to.value < from.value) {
		return { ok: false, problem: `'${text}' is not a span; write the shorter duration first, like 20ms..40ms` };
	}
	return { ok: true, value: { shape: "between", fromNs: from.value, toNs: to.value } };
}

/** `parseSpan` reads it back to the same span. */
export function printSpan(span: Span): string {
	if (span.shape === "fixed") return printQuantity(span.ns, duration);
	if (span.shape === "exponential") return `exponential ${printQuantity(span.meanNs, duration)}`;
	return `${printQuantity(span.fromNs, duration)}..${printQuantity(span.toNs, duration)}`;
}
