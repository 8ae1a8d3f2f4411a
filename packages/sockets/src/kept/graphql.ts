import type { Data, GraphqlRoute, HeaderField, HttpRequest } from "@roundtrip/behaviour";
import { dataOfRoute, type RequestLine, requestTarget, type Scenario } from "@roundtrip/model";
import { bytesOf } from "../body-bytes.ts";
import type { GraphqlResolvers } from "../graphql/resolvers.ts";
import { createGraphqlAnswerer } from "../graphql/server.ts";
import type { Asked, Exchange } from "./exchange.ts";
import { send } from "./exchange.ts";
import type { Inquiries } from "./inquiries.ts";
import { shownFields } from "./shown.ts";

/** The routes of GraphQL that a server has. */
export function graphqlRoutes(scenario: Scenario, server: string): readonly GraphqlRoute[] {
	return Object.keys(scenario.routes[server] ?? {}).flatMap((request) => {
		const target = requestTarget(request);
		if (target.protocol !== "graphql") return [];
		return [{ kind: target.kind, field: target.field, data: dataOfRoute(scenario, server, request) }];
	});
}

/** Answers a request at GraphQL's path, whose content has been read. */
export type AnswerGraphql = (exchange: Exchange, content: Buffer) => Promise<void>;

/** What stands behind the fields of a kept server. */
export function graphqlResolvers(inquiries: Inquiries): GraphqlResolvers {
	return {
		async resolve({ route, text = "", header }) {
			const { status, value, count } = await inquiries.ask(lineOf(route), text, { fields: shownFields(header) });
			if (status >= 400) return { failure: typeof value === "string" ? value.trim() : `It failed with ${status}.` };
			return { data: value ?? (count === undefined ? undefined : JSON.stringify({ count })) };
		},
		async *subscribe({ route, text = "", header }) {
			// Where the route has no data its items are texts, as its schema says.
			for await (const value of inquiries.open(lineOf(route), text, { fields: shownFields(header) }))
				yield value as Data;
		},
	};
}

export function createGraphql(scenario: Scenario, server: string, inquiries: Inquiries): AnswerGraphql {
	const routes = graphqlRoutes(scenario, server);
	const answerer = createGraphqlAnswerer(scenario.types, routes, graphqlResolvers(inquiries));
	return async (exchange, content) => {
		const { asked, answer, sharing } = exchange;
		const { reply, content: items } = await answerer(requestOf(asked, content));
		const fields = reply.fields.filter(([name]) => name !== "vary");
		if (items === undefined) {
			send(exchange, reply.status, fields, bytesOf(reply.body));
			return;
		}
		answer.writeHead(reply.status, [...sharing, ...fields.flat()]);
		answer.flushHeaders();
		const iterator = items[Symbol.asyncIterator]();
		answer.once("close", () => void iterator.return?.());
		for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) {
			if (answer.destroyed) return;
			// Whoever reads slowly is waited for: what comes meanwhile is counted where it waits.
			if (!answer.write(Buffer.from(next.value))) await drained(answer);
		}
		answer.end();
	};
}

function drained(answer: Exchange["answer"]): Promise<void> {
	return new Promise((resolve) => {
		answer.once("drain", resolve);
		answer.once("close", resolve);
	});
}

function lineOf({ kind, field }: GraphqlRoute): RequestLine {
	return `graphql ${kind} ${field}`;
}

function requestOf({ method = "POST", url = "", headers }: Asked, content: Buffer): HttpRequest {
	const fields = Object.entries(headers).flatMap(([name, value]): readonly HeaderField[] =>
		typeof value === "string" && !name.startsWith(":") ? [[name, value]] : [],
	);
	const body = { size: content.length, octets: content.toString("latin1") };
	return { method: method === "GET" || method === "HEAD" ? "GET" : "POST", path: url, fields, body };
}
