import { create, type MessageInitShape } from "@bufbuild/protobuf";
import {
	type DescriptorProtoSchema,
	type FieldDescriptorProtoSchema,
	type FileDescriptorProto,
	FileDescriptorProtoSchema,
	FieldDescriptorProto_Label as Label,
	type MethodDescriptorProtoSchema,
	FieldDescriptorProto_Type as Type,
} from "@bufbuild/protobuf/wkt";
import type { ProtoField, ProtoFile, ProtoMessage, ProtoMethod } from "@roundtrip/behaviour";

const SCALARS = { int32: Type.INT32, bool: Type.BOOL, string: Type.STRING } as const;

/** A file of proto3 as its compiler would describe it. */
export function fileDescriptor({ name, package: packageName, messages, services }: ProtoFile): FileDescriptorProto {
	const full = (message: string): string => (packageName === "" ? `.${message}` : `.${packageName}.${message}`);
	return create(FileDescriptorProtoSchema, {
		name,
		package: packageName,
		syntax: "proto3",
		messageType: messages.map((message) => messageDescriptor(message, full)),
		service: services.map((service) => ({
			name: service.name,
			method: service.methods.map((method) => methodDescriptor(method, full)),
		})),
	});
}

function messageDescriptor(
	{ name, fields }: ProtoMessage,
	full: (message: string) => string,
): MessageInitShape<typeof DescriptorProtoSchema> {
	return { name, field: fields.map((field, index) => fieldDescriptor(field, index + 1, full)) };
}

function fieldDescriptor(
	{ name, type, isRepeated }: ProtoField,
	number: number,
	full: (message: string) => string,
): MessageInitShape<typeof FieldDescriptorProtoSchema> {
	const label = isRepeated ? Label.REPEATED : Label.OPTIONAL;
	const of = typeof type === "string" ? { type: SCALARS[type] } : { type: Type.MESSAGE, typeName: full(type.message) };
	return { name, jsonName: name, number, label, ...of };
}

function methodDescriptor(
	{ name, request, reply, streams }: ProtoMethod,
	full: (message: string) => string,
): MessageInitShape<typeof MethodDescriptorProtoSchema> {
	return {
		name,
		inputType: full(request),
		outputType: full(reply),
		clientStreaming: streams.up,
		serverStreaming: streams.down,
	};
}
