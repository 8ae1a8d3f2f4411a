import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { FileDescriptorProtoSchema, FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { type Client, Metadata, type MethodDefinition, type ServiceError, status } from "@grpc/grpc-js";
import { GRPC_CODES, type GrpcCode, payloadJson, printProtoFile, protoFiles, statusOfCode } from "@roundtrip/behaviour";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRpcHandler } from "./handler.ts";
import type { RpcCall } from "./route.ts";
import { createRpcServices } from "./services.ts";
import { ALL_ROUTES, answer, post, TYPES } from "./testing/blog.ts";
import { definitionOf, definitionOfSet, grpcJsClient, methodIn } from "./testing/grpc-js.ts";
import { createLoopback, type Loopback } from "./testing/loopback.ts";

const SERVICES = createRpcServices(TYPES, ALL_ROUTES);
const [FILE] = protoFiles(TYPES, ALL_ROUTES);
const FEED = definitionOf(FILE === undefined ? "" : printProtoFile(FILE));

type Method = MethodDefinition<object, object>;

let loopback: Loopback;
let client: Client;
let calls: RpcCall[] = [];
beforeAll(async () => {
	const noting = (call: RpcCall) => {
		calls.push(call);
		return answer(call);
	};
	loopback = await createLoopback(createRpcHandler(SERVICES, noting));
	client = grpcJsClient(loopback.http2);
});
afterAll(async () => {
	client.close();
	await loopback.close();
});

const feed = (method: string): Method => methodIn(FEED, "blog.v1.Feed", method);

/** What came: a value, or how it failed. */
function unary(message: object, deadlineMs?: number, metadata = new Metadata()): Promise<object | ServiceError> {
	const { path, requestSerialize, responseDeserialize } = feed("List");
	const options = deadlineMs === undefined ? {} : { deadline: Date.now() + deadlineMs };
	return new Promise((resolve) => {
		client.makeUnaryRequest(path, requestSerialize, responseDeserialize, message, metadata, options, (error, value) =>
			resolve(error ?? value ?? {}),
		);
	});
}

async function values(stream: AsyncIterable<object>): Promise<object[]> {
	const all: object[] = [];
	for await (const value of stream) all.push(value);
	return all;
}

/** As JSON has it: without what classes add. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const withoutDefaults = (place: number): object => {
	const { hot, ...others } = post(place);
	return hot === true ? { ...others, hot } : others;
};

describe("grpc-js, with the file that we print, is served", () => {
	it("one message for one", async () => {
		expect(plain(await unary({ payload: "x" }))).toEqual({ items: [1, 2, 3].map(withoutDefaults) });
	});

	it("a stream for one", async () => {
		const { path, requestSerialize, responseDeserialize } = feed("Watch");
		const stream = client.makeServerStreamRequest(path, requestSerialize, responseDeserialize, { payload: "x" });
		expect(plain(await values(stream))).toEqual([1, 2].map(withoutDefaults));
	});

	it("one for a stream", async () => {
		const { path, requestSerialize, responseDeserialize } = feed("Put");
		const reply = await new Promise((resolve) => {
			const stream = client.makeClientStreamRequest(path, requestSerialize, responseDeserialize, (error, value) =>
				resolve(error ?? value),
			);
			for (const payload of ["a", "", "c"]) stream.write({ payload });
			stream.end();
		});
		expect(plain(reply)).toEqual({ payload: "a++c" });
	});

	it("a message for each message, before the next one is sent", async () => {
		const { path, requestSerialize, responseDeserialize } = feed("Chat");
		const stream = client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize);
		const read = stream[Symbol.asyncIterator]();
		for (const [payload, place] of [
			["a", 1],
			["bc", 3],
		] as const) {
			stream.write({ payload });
			expect(plain((await read.next()).value)).toEqual(withoutDefaults(place));
		}
		stream.end();
		expect((await read.next()).done).toBe(true);
	});
});

describe("grpc-js is told", () => {
	it("how a call fails, in words of any language", async () => {
		expect(await unary({ payload: "fail" })).toMatchObject({ code: status.NOT_FOUND, details: "not é here" });
	});

	it.each(Object.entries(GRPC_CODES).filter(([code]) => code !== "ok"))(
		"the code %s, as others are by Connect",
		async (code, number) => {
			expect(await unary({ payload: code })).toMatchObject({ code: number, details: "as asked" });
			const asked = { method: "POST", headers: { "content-type": "application/json" }, body: payloadJson(code) };
			const response = await fetch(`${loopback.http1}/blog.v1.Feed/List`, asked);
			expect(await response.json()).toEqual({ code: code.replaceAll("-", "_"), message: "as asked" });
			expect(response.status).toBe(statusOfCode(code as GrpcCode));
		},
	);

	it("nothing of what breaks inside", async () => {
		expect(await unary({ payload: "break" })).toMatchObject({ code: status.INTERNAL, details: "internal error" });
	});

	it("that there is no such method", async () => {
		const { requestSerialize, responseDeserialize } = feed("List");
		const error = await new Promise((resolve) => {
			client.makeUnaryRequest("/blog.v1.Feed/None", requestSerialize, responseDeserialize, {}, resolve);
		});
		expect(error).toMatchObject({ code: status.UNIMPLEMENTED });
	});

	it("that a stream breaks off, after what it had", async () => {
		const { path, requestSerialize, responseDeserialize } = feed("Watch");
		const stream = client.makeServerStreamRequest(path, requestSerialize, responseDeserialize, { payload: "fail" });
		const read = stream[Symbol.asyncIterator]();
		expect(plain((await read.next()).value)).toEqual(withoutDefaults(1));
		await expect(read.next()).rejects.toMatchObject({ code: status.UNAVAILABLE, details: "gone" });
	});

	it("that its time is over, and so is the server", async () => {
		calls = [];
		expect(await unary({ payload: "wait" }, 200)).toMatchObject({ code: status.DEADLINE_EXCEEDED });
		const signal = calls[0]?.signal;
		if (signal === undefined) throw new Error("nobody was called");
		if (!signal.aborted) await new Promise((resolve) => signal.addEventListener("abort", resolve));
		expect(signal.aborted).toBe(true);
	});
});

it("the server sees the metadata of grpc-js", async () => {
	calls = [];
	const metadata = new Metadata();
	metadata.set("roundtrip-call", "e1.1");
	await unary({ payload: "x" }, undefined, metadata);
	expect(calls[0]?.headers.get("roundtrip-call")).toBe("e1.1");
});

describe.each(["v1", "v1alpha"])("server reflection %s tells grpc-js", (version) => {
	const service = `grpc.reflection.${version}.ServerReflection`;
	// Of grpc/reflection/v1/reflection.proto as much as is asked for here, written anew.
	const method = methodIn(
		definitionOf(`syntax = "proto3"; package grpc.reflection.${version};
			service ServerReflection { rpc ServerReflectionInfo(stream Question) returns (stream Answer); }
			message Question { oneof is { string name = 3; string symbol = 4; string extensions = 6; string list = 7; } }
			message Answer { oneof is { Files files = 4; Services services = 6; Problem problem = 7; } }
			message Files { repeated bytes file = 1; }
			message Services { repeated Service service = 1; }
			message Service { string name = 1; }
			message Problem { int32 code = 1; string words = 2; }`),
		service,
		"ServerReflectionInfo",
	);

	async function asked(...questions: readonly object[]): Promise<object[]> {
		const { path, requestSerialize, responseDeserialize } = method;
		const stream = client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize);
		for (const question of questions) stream.write(question);
		stream.end();
		return values(stream);
	}

	it("which services there are", async () => {
		const [told] = await asked({ list: "*" });
		const names = ["blog.v1.Feed", "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection"];
		expect(plain(told)).toEqual({ services: { service: names.map((name) => ({ name })) } });
	});

	it("all that it takes to call one that it knew nothing of", async () => {
		const [told] = (await asked({ symbol: "blog.v1.Feed" })) as [{ files: { file: Buffer[] } }];
		const file = told.files.file.map((bytes) => fromBinary(FileDescriptorProtoSchema, bytes));
		const set = toBinary(FileDescriptorSetSchema, create(FileDescriptorSetSchema, { file }));
		const put = methodIn(definitionOfSet(Buffer.from(set)), "blog.v1.Feed", "Put");
		const reply = await new Promise((resolve) => {
			const stream = client.makeClientStreamRequest(
				put.path,
				put.requestSerialize,
				put.responseDeserialize,
				(_, value) => resolve(value),
			);
			stream.end({ payload: "found" });
		});
		expect(plain(reply)).toEqual({ payload: "found" });
	});

	it("of messages and methods by their names, and of files by theirs", async () => {
		const answers = await asked(
			{ symbol: "blog.v1.Post" },
			{ symbol: "blog.v1.Feed.Put" },
			{ name: "blog/v1/scenario.proto" },
		);
		expect(new Set(answers.map((each) => JSON.stringify(each))).size).toBe(1);
	});

	it("that it doesn't know what isn't there", async () => {
		const answers = await asked({ symbol: "blog.v1.None" }, { name: "none.proto" }, { extensions: "blog.v1.Post" });
		expect(plain(answers)).toMatchObject([5, 5, 5].map((code) => ({ problem: { code } })));
	});
});
