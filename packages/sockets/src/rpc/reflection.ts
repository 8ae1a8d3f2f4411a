import {
	type DescFile,
	type DescMethod,
	type FileRegistry,
	fromJson,
	type JsonObject,
	type JsonValue,
	type Message,
	toBinary,
	toJson,
} from "@bufbuild/protobuf";
import { FileDescriptorProtoSchema } from "@bufbuild/protobuf/wkt";
import type { ConnectRouter } from "@connectrpc/connect";
import { GRPC_CODES } from "@roundtrip/behaviour";
import { REFLECTION_VERSIONS, reflectionMethod } from "./reflection-file.ts";
import { addMethod } from "./route.ts";

/** Lets clients ask what there is (grpc/doc/server-reflection.md), in both versions. */
export function addReflection(router: ConnectRouter, registries: readonly FileRegistry[]): void {
	const methods = REFLECTION_VERSIONS.map(reflectionMethod);
	const files = [...registries.flatMap((registry) => [...registry.files]), ...methods.map(({ parent }) => parent.file)];
	for (const method of methods) {
		addMethod(router, method, {
			one: () => Promise.reject(new Error("reflection is a stream")),
			many: (messages) => answers(method, messages, files),
		});
	}
}

async function* answers(
	method: DescMethod,
	messages: AsyncIterable<Message>,
	files: readonly DescFile[],
): AsyncIterable<Message> {
	for await (const message of messages) {
		const request = toJson(method.input, message) as JsonObject;
		const answer = answerTo(request, files);
		yield fromJson(method.output, { validHost: request.host ?? "", originalRequest: request, ...answer });
	}
}

function answerTo(request: JsonObject, files: readonly DescFile[]): JsonObject {
	const { fileByFilename, fileContainingSymbol, listServices } = request;
	if (listServices !== undefined) {
		const services = files.flatMap((file) => file.services.map(({ typeName }): JsonValue => ({ name: typeName })));
		return { listServicesResponse: { service: services } };
	}
	if (typeof fileByFilename === "string") return described(files.find(({ proto }) => proto.name === fileByFilename));
	if (typeof fileContainingSymbol === "string") {
		return described(files.find((file) => symbolsOf(file).includes(fileContainingSymbol)));
	}
	// What is left is about extensions, and proto3 has none here.
	return refused("not-found");
}

function described(file: DescFile | undefined): JsonObject {
	if (file === undefined) return refused("not-found");
	const bytes = Buffer.from(toBinary(FileDescriptorProtoSchema, file.proto)).toString("base64");
	return { fileDescriptorResponse: { fileDescriptorProto: [bytes] } };
}

function refused(code: keyof typeof GRPC_CODES): JsonObject {
	return { errorResponse: { errorCode: GRPC_CODES[code], errorMessage: "there is no such thing here" } };
}

function symbolsOf({ messages, services }: DescFile): string[] {
	const methods = services.flatMap((service) => service.methods.map(({ name }) => `${service.typeName}.${name}`));
	return [...[...messages, ...services].map(({ typeName }) => typeName), ...methods];
}
