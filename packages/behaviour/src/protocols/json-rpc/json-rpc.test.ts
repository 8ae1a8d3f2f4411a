import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { INVALID_REQUEST, PARSE_ERROR, type RpcCall, rpcErrorOf } from "./message.ts";
import { jsonRpcFailureOf, readJsonRpcReply, readJsonRpcRequest } from "./reader.ts";
import { jsonRpcReply } from "./reply.ts";
import { jsonRpcRequest } from "./request.ts";

const INVALID = { id: null, error: INVALID_REQUEST };

describe("a call of JSON-RPC", () => {
	it("is a POST to the one path that there is, whatever its method", () => {
		const request = jsonRpcRequest({ method: "subtract", params: [42, 23], id: 1 });
		expect(request).toMatchObject({ method: "POST", path: "/rpc" });
		expect(request.fields).toContainEqual(["content-type", "application/json"]);
		// Section 7 of the specification, without its spaces.
		expect(request.body.text).toBe('{"jsonrpc":"2.0","method":"subtract","params":[42,23],"id":1}');
	});

	it("without an id is a notification, which is answered with nothing", () => {
		expect(jsonRpcRequest({ method: "update" }).body.text).toBe('{"jsonrpc":"2.0","method":"update"}');
		expect(jsonRpcReply(undefined)).toEqual({ status: 204, fields: [], body: { size: 0 } });
		expect(jsonRpcReply([]).status).toBe(204);
	});

	it("can stand with others in a batch, and is answered in one", () => {
		const request = jsonRpcRequest([{ method: "a", id: 1 }, { method: "b" }]);
		expect(request.body.text).toBe('[{"jsonrpc":"2.0","method":"a","id":1},{"jsonrpc":"2.0","method":"b"}]');
		expect(jsonRpcReply([{ id: 1, result: [] }]).body.text).toBe('[{"jsonrpc":"2.0","result":[],"id":1}]');
	});

	it("that fails is answered with status 200 and an error", () => {
		const reply = jsonRpcReply({ id: 7, error: rpcErrorOf(503, "Service Unavailable") });
		expect(reply.status).toBe(200);
		expect(reply.body.text).toBe(
			'{"jsonrpc":"2.0","error":{"code":-32000,"message":"Service Unavailable","data":{"status":503}},"id":7}',
		);
		expect(rpcErrorOf(404, "Not Found")).toEqual({ code: -32_601, message: "Method not found" });
	});

	it("that gives nothing back has null as its result", () => {
		expect(jsonRpcReply({ id: 1, result: undefined }).body.text).toBe('{"jsonrpc":"2.0","result":null,"id":1}');
	});
});

describe("a server of JSON-RPC reads", () => {
	// Section 7 of the specification.
	it.each([
		[
			'{"jsonrpc": "2.0", "method": "subtract", "params": [42, 23], "id": 1}',
			[{ method: "subtract", params: [42, 23], id: 1 }],
		],
		[
			'{"jsonrpc": "2.0", "method": "subtract", "params": {"a": 1}, "id": "x"}',
			[{ method: "subtract", params: { a: 1 }, id: "x" }],
		],
		['{"jsonrpc": "2.0", "method": "foobar"}', [{ method: "foobar" }]],
		['{"jsonrpc": "2.0", "method": "foobar, "params": "bar", "baz]', [{ id: null, error: PARSE_ERROR }]],
		['{"jsonrpc": "2.0", "method": 1, "params": "bar"}', [INVALID]],
		[
			'[{"jsonrpc": "2.0", "method": "sum", "id": "1"}, {"jsonrpc": "2.0", "method"]',
			[{ id: null, error: PARSE_ERROR }],
		],
		["[]", [INVALID]],
		["[1]", [INVALID]],
		["[1,2,3]", [INVALID, INVALID, INVALID]],
	])("%s", (json, calls) => {
		expect(readJsonRpcRequest(json).calls).toEqual(calls);
	});

	it("back what was written, alone and in batches", () => {
		const params = fc.option(fc.oneof(fc.array(fc.integer()), fc.dictionary(fc.string(), fc.boolean())), {
			nil: undefined,
		});
		const id = fc.option(fc.oneof(fc.string(), fc.integer()), { nil: undefined });
		const call = fc.record({ method: fc.string(), params, id });
		const given = ({ method, ...rest }: RpcCall): unknown => JSON.parse(JSON.stringify({ method, ...rest }));
		fc.assert(
			fc.property(fc.array(call, { minLength: 1, maxLength: 4 }), call, (calls, one) => {
				expect(readJsonRpcRequest(jsonRpcRequest(calls).body.text ?? "")).toEqual({
					isBatch: true,
					calls: calls.map(given),
				});
				expect(readJsonRpcRequest(jsonRpcRequest(one).body.text ?? "")).toEqual({
					isBatch: false,
					calls: [given(one)],
				});
			}),
			{ seed: 71, numRuns: 100 },
		);
	});

	it("anything, without an exception", () => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
				expect(readJsonRpcRequest(text).calls.length).toBeGreaterThan(0);
				readJsonRpcReply(text);
			}),
			{ seed: 72, numRuns: 200 },
		);
	});
});

describe("a client of JSON-RPC", () => {
	it("reads what was answered", () => {
		const answers = [
			{ id: 1, result: { a: [1] } },
			{ id: "x", error: { code: -32_000, message: "no" } },
			{ id: null, error: PARSE_ERROR },
		];
		for (const answer of answers) expect(readJsonRpcReply(jsonRpcReply(answer).body.text ?? "")).toEqual(answer);
	});

	it("is told why its call failed", () => {
		const error = { code: -32_000, message: "no" };
		expect(jsonRpcFailureOf(jsonRpcReply({ id: 1, error }).body.text ?? "")).toEqual(error);
		expect(jsonRpcFailureOf(jsonRpcReply({ id: 1, result: { error: "no" } }).body.text ?? "")).toBeUndefined();
		expect(jsonRpcFailureOf(jsonRpcReply({ id: 1, result: 1 }).body.text ?? "")).toBeUndefined();
	});

	it("takes nothing else for an answer", () => {
		for (const text of ["", "{}", "[]", "null", '{"jsonrpc":"2.0","id":1}', '{"result":1,"id":1}', "Not Found"]) {
			expect(readJsonRpcReply(text)).toBeUndefined();
		}
	});
});
