import { fromBinary, fromJson, toBinary, toJsonString } from "@bufbuild/protobuf";
import {
	dataOf,
	encodeData,
	encodePayload,
	payloadJson,
	printProtoFile,
	protoFiles,
	protoJsonOf,
	type RpcRoute,
} from "@roundtrip/behaviour";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anySelected } from "../../../model/src/testing/types-arbitrary.ts";
import { createRpcServices } from "./services.ts";
import { definitionOf, methodIn } from "./testing/grpc-js.ts";
import { messageOf } from "./value.ts";

const anyData = fc
	.tuple(anySelected, fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }), fc.integer({ min: 1, max: 300 }))
	.map(([{ types, type }, count, from]) => {
		const data = { type, ...(count === undefined ? {} : { count }) };
		const route: RpcRoute = { service: "any.Thing", method: "get", data, streams: { up: false, down: false } };
		return { types, data, route, value: dataOf(types, data, from) };
	});

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");

describe("messages of any types", () => {
	it("have the bytes that @bufbuild/protobuf writes", () => {
		fc.assert(
			fc.property(anyData, ({ types, data, route, value }) => {
				const { output } = createRpcServices(types, [route]).methodOf(route);
				const message = messageOf(output, value);
				expect(encodeData(types, data, value)).toBe(latin1(toBinary(output, message)));
				expect(protoJsonOf(value)).toBe(toJsonString(output, message));
				expect(fromBinary(output, toBinary(output, message))).toEqual(fromJson(output, JSON.parse(protoJsonOf(value))));
			}),
			{ seed: 351, numRuns: 300 },
		);
	});

	it("are read by protobufjs, which has but the text of their file, as what they say", () => {
		fc.assert(
			fc.property(anyData, ({ types, data, route, value }) => {
				const [file] = protoFiles(types, [route]);
				const definition = definitionOf(file === undefined ? "" : printProtoFile(file));
				const read = methodIn(definition, "any.Thing", "get").responseDeserialize(
					Buffer.from(encodeData(types, data, value), "latin1"),
				);
				expect(JSON.parse(JSON.stringify(read))).toEqual(JSON.parse(protoJsonOf(value)));
			}),
			{ seed: 352, numRuns: 60 },
		);
	});

	it("that are a text have its bytes, whatever it is", () => {
		const route: RpcRoute = { service: "Any", method: "Put", streams: { up: false, down: false } };
		const { input } = createRpcServices({}, [route]).methodOf(route);
		fc.assert(
			fc.property(fc.string({ unit: "grapheme" }), (text) => {
				const message = messageOf(input, text);
				expect(encodePayload(text)).toBe(latin1(toBinary(input, message)));
				expect(payloadJson(text)).toBe(toJsonString(input, message));
			}),
			{ seed: 353 },
		);
	});
});
