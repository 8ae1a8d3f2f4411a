import { duration, type Nanoseconds, parseQuantity, printQuantity } from "@roundtrip/model";
import type { Place } from "./place.ts";

/** A kind of fault, as the grammar describes it. */
export interface DescribedFault {
	readonly name: string;
	readonly what: string;
	/** A line of YAML that parses, such as `{ pause: bank, at: 100ms, for: 500ms }`. */
	readonly example: string;
}

/** Which messages a rule means; a message that is named needs none of these. */
const RULE = new Set(["on", "nth", "route", "attempt", "probability", "from", "until"]);
/** Moments of the run: they move with that at which the fault begins. */
const MOMENTS = new Set(["at", "until", "restart-at"]);

/**
 * A fault's example, turned to strike here: with this target in the place of its own, and from this moment on. Several where
 * the target may stand in one field or another; the grammar says which of them means something.
 */
export function fromExample({ name, example }: DescribedFault, place: Place): readonly string[] {
	const fields = fieldsOf(example);
	const own = fields.get(name);
	if (own === undefined || kindOf(own) !== place.is) return [];
	const begunAt = timeOf(fields.get("at"));
	const written = (target: string): string => {
		const parts = [...fields].flatMap(([key, value]) => {
			if (place.is === "message" && RULE.has(key)) return [];
			if (key === target) return [`${key}: ${place.id}`];
			const timeNs = MOMENTS.has(key) ? timeOf(value) : undefined;
			if (timeNs === undefined || place.is === "message") return [`${key}: ${value}`];
			return [`${key}: ${printQuantity(Math.round(place.atNs) + timeNs - (begunAt ?? 0), duration)}`];
		});
		return `{ ${parts.join(", ")} }`;
	};
	return [name, ...(fields.has("of") ? ["of"] : [])].map(written);
}

function fieldsOf(example: string): ReadonlyMap<string, string> {
	const inner = example.replace(/^\{\s*|\s*\}$/g, "");
	return new Map(
		inner.split(/,\s*/).map((field) => {
			const colon = field.indexOf(": ");
			return [field.slice(0, colon), field.slice(colon + 2)] as const;
		}),
	);
}

function kindOf(target: string): Place["is"] {
	if (target.includes(" -> ")) return "link";
	return /^(request|response|e\d)/.test(target) ? "message" : "node";
}

/** Undefined where it is no time, as in `at: headers`. */
function timeOf(text: string | undefined): Nanoseconds | undefined {
	const read = text === undefined ? undefined : parseQuantity(text, duration);
	return read?.ok === true ? read.value : undefined;
}
