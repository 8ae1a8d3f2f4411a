import {
	type ClientSpec,
	METHODS_WITH_KEYS,
	onceOf,
	type RequestLine,
	requestTarget,
	routesAt,
	type Scenario,
	stepsAt,
} from "@roundtrip/model";
import { fieldOf, type HeaderField } from "../messages/http-message.ts";
import { createStream } from "../random/stream.ts";
import { structuredKey } from "./key.ts";
import { policyOfOnce } from "./once.ts";
import { DRAFT_POLICY } from "./policy.ts";

/** Which try of which exchange, both from 1. */
export interface KeyedTry {
	readonly exchange: number;
	readonly tries: number;
}

/**
 * The field with the idempotency key of a request, in the form that the route asks for; none where the client has no keys, or
 * the request needs none, or says one itself.
 */
export function keyFields(
	scenario: Scenario,
	{ key }: Pick<ClientSpec, "key">,
	to: string,
	{ request, fields }: { readonly request: RequestLine; readonly fields: readonly HeaderField[] },
	{ exchange, tries }: KeyedTry,
): readonly HeaderField[] {
	if (key === undefined) return [];
	const target = requestTarget(request);
	if (target.protocol !== "rest" || !METHODS_WITH_KEYS.includes(target.method)) return [];
	const once = onceOf(stepsAt(routesAt(scenario, to), request) ?? []);
	const { field, syntax } = once === undefined ? DRAFT_POLICY : policyOfOnce(once);
	if (fieldOf(fields, field) !== undefined) return [];
	const text = uuid(scenario.seed, key === "exchange" ? `e${exchange}` : `e${exchange}/${tries}`);
	return [[field, syntax === "bare" ? text : (structuredKey(text) ?? text)]];
}

const WORD = 8;

/** A UUID of random numbers (RFC 9562, section 5.4), the same in every run with the same seed. */
function uuid(seed: number, entity: string): string {
	const random = createStream(seed, entity, "idempotency-key");
	let digits = "";
	while (digits.length < 4 * WORD) digits += random.u32().toString(16).padStart(WORD, "0");
	const variant = ((Number.parseInt(digits[16] ?? "0", 16) & 3) | 8).toString(16);
	return [
		digits.slice(0, 8),
		digits.slice(8, 12),
		`4${digits.slice(13, 16)}`,
		`${variant}${digits.slice(17, 20)}`,
		digits.slice(20),
	].join("-");
}
