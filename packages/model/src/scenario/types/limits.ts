/** Bounds on the types of a scenario and on the data that is made of them, so that no file asks for more than fits. */
export const TYPE_LIMITS = {
	types: 64,
	fieldsPerType: 64,
	/** Fields of a record with those of the records within it, a list's once: what a query can ask for. */
	fieldsDeep: 1_000,
	listLength: 10_000,
	/** Of one value, in bytes of JSON. */
	valueBytes: 16_000_000,
	nameLength: 32,
	selectionLength: 4_000,
	/** As deep as types can be nested. */
	selectionDepth: 64,
} as const;
