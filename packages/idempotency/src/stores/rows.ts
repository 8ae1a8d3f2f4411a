import type { KeyRecord } from "@roundtrip/behaviour";
import { type HttpAnswer, readAnswer } from "../answer.ts";

/** A record as a row of a SQL table. */
export interface KeyRow {
	readonly fingerprint: string | null;
	readonly answer: string | null;
	readonly fence: number | string;
	readonly created_ms: number | string;
	readonly expires_ms: number | string;
	readonly lease_until_ms: number | string;
}

export const COLUMNS = "fingerprint, answer, fence, created_ms, expires_ms, lease_until_ms";

export function recordOf(row: KeyRow): KeyRecord<HttpAnswer> {
	const base = {
		fingerprint: row.fingerprint ?? undefined,
		fence: Number(row.fence),
		createdMs: Number(row.created_ms),
		expiresMs: Number(row.expires_ms),
	};
	if (row.answer === null) return { ...base, state: "in-flight", leaseUntilMs: Number(row.lease_until_ms) };
	return { ...base, state: "done", answer: readAnswer(row.answer) };
}

/** @throws TypeError for a name that isn't a plain one: it is written into statements */
export function checkedTable(table: string): string {
	if (!/^[a-z_][a-z0-9_]{0,62}(\.[a-z_][a-z0-9_]{0,62})?$/.test(table))
		throw new TypeError(
			`${JSON.stringify(table)} is no name of a table: small letters, digits and _, with or without a schema`,
		);
	return table;
}
