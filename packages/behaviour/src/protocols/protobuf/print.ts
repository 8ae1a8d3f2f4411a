import type { ProtoField, ProtoFile, ProtoMethod } from "./schema.ts";

/** A file of proto3 as people write it, for everybody's compiler. */
export function printProtoFile({ package: name, services, messages }: ProtoFile): string {
	const parts = [
		'syntax = "proto3";',
		...(name === "" ? [] : [`package ${name};`]),
		...services.map((service) => block(`service ${service.name}`, service.methods.map(methodLine))),
		...messages.map((message) => block(`message ${message.name}`, message.fields.map(fieldLine))),
	];
	return `${parts.join("\n\n")}\n`;
}

function block(head: string, lines: readonly string[]): string {
	return `${head} {\n${lines.map((line) => `  ${line}\n`).join("")}}`;
}

function methodLine({ name, request, reply, streams }: ProtoMethod): string {
	const stream = (isStream: boolean, message: string): string => `(${isStream ? "stream " : ""}${message})`;
	return `rpc ${name}${stream(streams.up, request)} returns ${stream(streams.down, reply)};`;
}

function fieldLine({ name, type, isRepeated }: ProtoField, index: number): string {
	const word = typeof type === "string" ? type : type.message;
	return `${isRepeated ? "repeated " : ""}${word} ${name} = ${index + 1};`;
}
