import fc from "fast-check";

/** A source of choices. Given shorter or smaller numbers it makes simpler choices, so that failures shrink well and fast. */
export class Choices {
	readonly #numbers: readonly number[];
	#taken = 0;

	constructor(numbers: readonly number[]) {
		this.#numbers = numbers;
	}

	/** A whole number within bounds, both included: often small, at times large. */
	integer(minimum: number, maximum: number): number {
		const room = maximum - minimum + 1;
		const [magnitude, fine] = [this.#next(), this.#next()];
		const scale = magnitude % 2 === 0 ? Math.min(room, 8) : magnitude % 3 === 0 ? Math.min(room, 10_000_000) : room;
		return minimum + Math.floor((fine / 2 ** 31) * scale);
	}

	boolean(): boolean {
		return this.#next() % 2 === 1;
	}

	pick<Value>(values: readonly [Value, ...Value[]]): Value {
		return values[this.#next() % values.length] ?? values[0];
	}

	/** So many of something, or fewer. */
	list<Value>(most: number, make: () => Value): Value[] {
		return Array.from({ length: this.#next() % (most + 1) }, make);
	}

	/** An optional field: there or not. */
	field<Key extends string, Value>(key: Key, make: () => Value): { readonly [K in Key]?: Value } {
		return (this.boolean() ? { [key]: make() } : {}) as { readonly [K in Key]?: Value };
	}

	#next(): number {
		const number = this.#numbers[this.#taken] ?? 0;
		this.#taken++;
		return number;
	}
}

/** Whatever can be made from up to so many numbers. */
export function chosen<Value>(make: (choices: Choices) => Value, most = 500): fc.Arbitrary<Value> {
	return fc
		.array(fc.nat({ max: 2 ** 31 - 1 }), { maxLength: most, size: "max" })
		.map((numbers) => make(new Choices(numbers)));
}
