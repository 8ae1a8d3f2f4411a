import { readdirSync, readFileSync } from "node:fs";
import { parseScenario } from "@roundtrip/model";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { scenarioOf } from "../testing/rehearse.ts";
import { openApiOf } from "./openapi.ts";
import { keptScenario } from "./scenario.ts";

const GALLERY = new URL("../../../../scenarios/", import.meta.url);
const ADDRESSES = [{ url: "http://127.0.0.1:4711", speaks: ["http/1.1"] }] as const;

describe("the OpenAPI document of a kept server", () => {
	it.each(readdirSync(GALLERY).filter((file) => file.endsWith(".yaml")))("is valid for %s", async (file) => {
		const parsed = parseScenario(readFileSync(new URL(file, GALLERY), "utf8"));
		if (!parsed.ok) throw new Error(`${file} can't be read`);
		const scenario = keptScenario(parsed.value, 1);
		const servers = Object.keys(scenario.nodes).filter((name) => scenario.nodes[name]?.is === "server");
		expect(servers).not.toEqual([]);
		for (const server of servers) {
			const document = openApiOf(scenario, server, ADDRESSES);
			expect(await new Validator().validate(document)).toEqual({ valid: true });
		}
	});

	it("has what traffic sends, what a route replies, and what the server answers by itself", () => {
		const scenario = scenarioOf(`
nodes: { phone: { is: client }, bank: { is: server }, ledger: { is: database } }
links: { phone -> bank: { rtt: 1ms }, bank -> ledger: { rtt: 1ms } }
routes:
  bank:
    POST /transfers: [ { query: ledger, effect: transfer }, { reply: 201, size: 40B } ]
    GET /transfers?page=1: [ { query: ledger }, { reply: 200 } ]
    GET /a{b}: [ { reply: 503, body: 'no' } ]
traffic: [ { phone: POST /transfers, body: '{"amount":100}' } ]`);
		const document = openApiOf(keptScenario(scenario, 1), "bank", ADDRESSES);
		const problem = { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } };
		expect(document).toMatchObject({
			openapi: "3.1.1",
			servers: [{ url: "http://127.0.0.1:4711" }],
			paths: {
				"/transfers": {
					post: {
						requestBody: { content: { "application/json": { example: { amount: 100 } } } },
						responses: {
							201: { content: { "application/json": { example: { filling: "There and back again. Ther" } } } },
							413: { content: problem },
							502: { content: problem },
							503: { content: problem },
							504: { content: problem },
						},
					},
					get: { responses: { 200: { content: { "application/json": { example: { count: 0 } } } } } },
				},
				"/a%7Bb%7D": { get: { responses: { 503: { content: { "text/plain; charset=utf-8": { example: "no" } } } } } },
			},
		});
	});

	it("has the scenario's types, to which answers refer", async () => {
		const scenario = scenarioOf(`
types: { Post: { id: number, title: text 9B, hot: flag, by: Problem, tags: 2 Tag }, Problem: { name: text 4B }, Tag: { id: number } }
nodes: { phone: { is: client }, blog: { is: server } }
links: { phone -> blog: { rtt: 1ms } }
routes:
  blog:
    GET /posts: [ { reply: 200, data: 3 Post } ]
    GET /lines: [ { send: 2, every: 1s, data: Post } ]
    sse /live: [ { send: 2, every: 1s, data: Post } ]
    json-rpc list: [ { reply: 200, data: Post } ]
traffic: [ { phone: GET /posts } ]`);
		const document = openApiOf(keptScenario(scenario, 1), "blog", ADDRESSES);
		expect(await new Validator().validate(document)).toEqual({ valid: true });
		const post = { $ref: "#/components/schemas/Post" };
		const media = { "application/json": { schema: { type: "array", items: post, minItems: 3, maxItems: 3 } } };
		expect(document).toMatchObject({
			paths: {
				"/posts": { get: { responses: { 200: { content: media } } } },
				"/lines": { get: { responses: { 200: { content: { "application/x-ndjson": {} } } } } },
				"/live": { get: { responses: { 200: { content: { "text/event-stream": {} } } } } },
			},
			components: {
				schemas: {
					Post: {
						properties: {
							...{ id: { type: "integer" }, hot: { type: "boolean" }, title: { type: "string", maxLength: 9 } },
							by: { $ref: "#/components/schemas/Problem" },
							tags: { type: "array", items: { $ref: "#/components/schemas/Tag" } },
						},
					},
					ProblemDetails: { properties: { status: { type: "integer" } } },
				},
			},
		});
		expect(Object.keys(document.paths as object)).toEqual(["/posts", "/lines", "/live"]);
	});
});
