import type { Trace } from "@roundtrip/model";
import { align } from "../compare/alignment.ts";
import { type ClientExchange, type ClientLog, type ClientMessage, clientLogOf } from "./client-log.ts";

/**
 * What differs between two runs of a conversation, in words: how exchanges end, which messages there are, which of them
 * arrive. Only what the clients see counts: which connection a server takes to its database is a matter of chance.
 */
export function conversationDifferences(a: Trace, b: Trace, clients: readonly string[]): readonly string[] {
	const names = { a: a.header.world, b: b.header.world };
	const [logA, logB] = [clientLogOf(a, clients), clientLogOf(b, clients)];
	const exchanges = align(ownOf(logA), ownOf(logB), ([exchange]) => exchange);
	const messages = align(logA.messages, logB.messages, ({ message }) => message);
	return [
		...exchanges.both.flatMap(({ a: [exchange, inA], b: [, inB] }) =>
			told(`exchange ${exchange}`, endOf(inA), endOf(inB), names),
		),
		...messages.onlyInA.map((message) => `message ${message} is only in the ${names.a} run`),
		...messages.onlyInB.map((message) => `message ${message} is only in the ${names.b} run`),
		...messages.both.flatMap(({ a: inA, b: inB }) => told(`message ${inA.message}`, fateOf(inA), fateOf(inB), names)),
	];
}

function told(what: string, inA: string, inB: string, names: { readonly a: string; readonly b: string }): string[] {
	return inA === inB ? [] : [`${what} ${inA} in the ${names.a} run, ${inB} in the ${names.b} run`];
}

function ownOf({ exchanges, clients }: ClientLog): readonly (readonly [number, ClientExchange])[] {
	return [...exchanges].filter(([, { client }]) => clients.includes(client));
}

function endOf({ settled }: ClientExchange): string {
	if (settled === undefined) return "doesn't end";
	const { why, status } = settled.data;
	return status === undefined ? `ends ${why}` : `ends ${why} with ${status}`;
}

function fateOf({ deliveredAt }: ClientMessage): string {
	return deliveredAt === undefined ? "doesn't arrive" : "arrives";
}
