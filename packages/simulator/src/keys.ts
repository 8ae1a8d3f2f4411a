import {
	bytesOf,
	type Digests,
	doOnce,
	fingerprintOf,
	type HeaderField,
	keyFields,
	keyName,
	type OnceHands,
	type OnceRequest,
} from "@roundtrip/behaviour";
import type { OnceStep } from "@roundtrip/model";

/** What is done about idempotency keys. */
export interface Keys {
	doOnce(step: OnceStep, request: KeyedRequest, hands: OnceHands): void;
	readonly keyFields: typeof keyFields;
}

/** A request with its content as simulated messages have it: one character a byte. */
export class KeyedRequest implements OnceRequest {
	readonly method: string;
	readonly target: string;
	readonly contentType: string;
	readonly octets: string;
	readonly caller: string;
	readonly route: string;
	readonly #fields: readonly HeaderField[];

	constructor(asked: Omit<KeyedRequest, "content" | "values">, fields: readonly HeaderField[]) {
		this.method = asked.method;
		this.target = asked.target;
		this.contentType = asked.contentType;
		this.octets = asked.octets;
		this.caller = asked.caller;
		this.route = asked.route;
		this.#fields = fields;
	}

	get content(): Uint8Array {
		return bytesOf(this.octets);
	}

	values(name: string): readonly string[] {
		return this.#fields.flatMap(([each, value]) => (each === name ? [value] : []));
	}
}

/** For as many requests as a scenario has that is played many times; one that has more is played once. */
const REMEMBERED = 1_000;

/** For the runs of one scenario: keys and digests are the same in all of them, and take as long as much else of a run. */
export function createKeys(): Keys {
	const digests: Digests<KeyedRequest> = {
		keyName: remembered(
			(caller, route, key) => `${caller}\n${route}\n${key}`,
			(caller: string, route: string, key: string) => keyName(caller, route, key),
		),
		fingerprintOf: remembered(
			({ method, target, contentType, octets }, kind) => [kind, method, target, contentType, octets].join("\n"),
			(request: KeyedRequest, kind: Parameters<typeof fingerprintOf>[1]) => fingerprintOf(request, kind),
		),
	};
	const fieldsOfPlain = remembered(
		(_scenario, { key }, to, { request }, { exchange, tries }) => `${key} ${to} ${exchange} ${tries} ${request}`,
		(...asked: Parameters<typeof keyFields>) => keyFields(...asked),
	);
	return {
		doOnce: (step, request, hands) => doOnce(step, request, hands, digests),
		keyFields: (...asked) => (asked[3].fields.length === 0 ? fieldsOfPlain(...asked) : keyFields(...asked)),
	};
}

/** @param nameOf what tells calls apart that have different results */
function remembered<Given extends readonly unknown[], Result>(
	nameOf: (...given: Given) => string,
	work: (...given: Given) => Result,
): (...given: Given) => Result {
	const results = new Map<string, Result>();
	return (...given) => {
		const name = nameOf(...given);
		const known = results.get(name);
		if (known !== undefined) return known;
		const result = work(...given);
		if (results.size < REMEMBERED) results.set(name, result);
		return result;
	};
}
