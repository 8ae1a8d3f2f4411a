/** An answer of a handler, whole: what a client gets, now and when it asks again with the same key. */
export interface HttpAnswer {
	readonly status: number;
	/** Names in lower case. */
	readonly fields: readonly (readonly [name: string, value: string])[];
	readonly body: Uint8Array;
}

/**
 * Fields that aren't kept with an answer: those that belong to one connection or one moment (RFC 9110, section 7.6.1), and
 * cookies, which would be secrets at rest. The first answer has them all.
 */
const NOT_KEPT: ReadonlySet<string> = new Set([
	...["connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade"],
	...["content-length", "date", "age", "set-cookie"],
]);

/** The answer as a store keeps it. */
export function keptAnswer(answer: HttpAnswer): HttpAnswer {
	return { ...answer, fields: answer.fields.filter(([name]) => !NOT_KEPT.has(name)) };
}

/** An answer as text, for a column or a value of a store. */
export function writeAnswer({ status, fields, body }: HttpAnswer): string {
	return JSON.stringify({ status, fields, body: Buffer.from(body).toString("base64") });
}

/** @throws TypeError where the text is none of ours: somebody else has written to the store */
export function readAnswer(text: string): HttpAnswer {
	const { status, fields, body } = JSON.parse(text) as { status: unknown; fields: unknown; body: unknown };
	const isOurs = Number.isInteger(status) && Array.isArray(fields) && typeof body === "string";
	if (!isOurs) throw new TypeError("the stored answer of an idempotency key is not in our form");
	return { status: status as number, fields: fields as HttpAnswer["fields"], body: Buffer.from(body, "base64") };
}

/** An answer whose content is text. */
export function textAnswer(status: number, fields: HttpAnswer["fields"], text: string): HttpAnswer {
	return { status, fields, body: Buffer.from(text) };
}
