import type { Statement, Transaction } from "@roundtrip/behaviour";

/** More in one transaction are none of ours. */
const STATEMENTS_AT_MOST = 100;

/** The statement or the transaction that a request carries, or undefined where it carries none. Never throws. */
export function parseStatement(content: string): Statement | Transaction | undefined {
	const value = parseJson(content);
	if (typeof value !== "object" || value === null) return undefined;
	return "transaction" in value ? transactionOf(value.transaction) : statementOf(value);
}

function transactionOf(value: unknown): Transaction | undefined {
	if (!Array.isArray(value) || value.length > STATEMENTS_AT_MOST) return undefined;
	const statements = value.map(statementOf);
	const transaction = statements.filter((each) => each !== undefined);
	return transaction.length > 0 && transaction.length === statements.length ? { transaction } : undefined;
}

function statementOf(value: unknown): Statement | undefined {
	if (typeof value !== "object" || value === null || !("sql" in value) || !("parameters" in value)) return undefined;
	const { sql, parameters } = value;
	const within = "within" in value ? value.within : undefined;
	if (within !== undefined && typeof within !== "string") return undefined;
	if (typeof sql !== "string" || !Array.isArray(parameters)) return undefined;
	return parameters.every((each) => typeof each === "string" || typeof each === "number")
		? { sql, parameters, ...(within === undefined ? {} : { within }) }
		: undefined;
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
