import { createFileRegistry, type DescMethod, fromJson, type JsonObject } from "@bufbuild/protobuf";
import { FileDescriptorProtoSchema } from "@bufbuild/protobuf/wkt";

/** The versions that are asked for: tools begin with the newer one, and older tools know the other. */
export const REFLECTION_VERSIONS = ["v1", "v1alpha"] as const;

type Kind = "STRING" | "BYTES" | "INT32" | { readonly message: string };

interface Options {
	readonly isRepeated?: boolean;
	/** Of the one group of which a message has at most one field. */
	readonly isChoice?: boolean;
}

const CHOICE: Options = { isChoice: true };

/** The method of server reflection (grpc/reflection/v1/reflection.proto), described in code: no package carries it. */
export function reflectionMethod(version: (typeof REFLECTION_VERSIONS)[number]): DescMethod {
	const packageName = `grpc.reflection.${version}`;
	const field = (name: string, number: number, kind: Kind, { isRepeated, isChoice }: Options = {}): JsonObject => ({
		// What a compiler adds.
		jsonName: name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()),
		...{ name, number, label: isRepeated === true ? "LABEL_REPEATED" : "LABEL_OPTIONAL" },
		...(typeof kind === "string"
			? { type: `TYPE_${kind}` }
			: { type: "TYPE_MESSAGE", typeName: `.${packageName}.${kind.message}` }),
		...(isChoice === true ? { oneofIndex: 0 } : {}),
	});
	const file = fromJson(FileDescriptorProtoSchema, {
		name: `grpc/reflection/${version}/reflection.proto`,
		package: packageName,
		syntax: "proto3",
		messageType: messages(field),
		service: [
			{
				name: "ServerReflection",
				method: [
					{
						...{ name: "ServerReflectionInfo", clientStreaming: true, serverStreaming: true },
						inputType: `.${packageName}.ServerReflectionRequest`,
						outputType: `.${packageName}.ServerReflectionResponse`,
					},
				],
			},
		],
	});
	const [method] =
		createFileRegistry(file, () => undefined).getService(`${packageName}.ServerReflection`)?.methods ?? [];
	if (method === undefined) throw new Error("reflection has its method");
	return method;
}

function messages(field: (name: string, number: number, kind: Kind, options?: Options) => JsonObject): JsonObject[] {
	const many: Options = { isRepeated: true };
	return [
		{
			name: "ServerReflectionRequest",
			field: [
				field("host", 1, "STRING"),
				field("file_by_filename", 3, "STRING", CHOICE),
				field("file_containing_symbol", 4, "STRING", CHOICE),
				field("file_containing_extension", 5, { message: "ExtensionRequest" }, CHOICE),
				field("all_extension_numbers_of_type", 6, "STRING", CHOICE),
				field("list_services", 7, "STRING", CHOICE),
			],
			oneofDecl: [{ name: "message_request" }],
		},
		{ name: "ExtensionRequest", field: [field("containing_type", 1, "STRING"), field("extension_number", 2, "INT32")] },
		{
			name: "ServerReflectionResponse",
			field: [
				field("valid_host", 1, "STRING"),
				field("original_request", 2, { message: "ServerReflectionRequest" }),
				field("file_descriptor_response", 4, { message: "FileDescriptorResponse" }, CHOICE),
				field("all_extension_numbers_response", 5, { message: "ExtensionNumberResponse" }, CHOICE),
				field("list_services_response", 6, { message: "ListServiceResponse" }, CHOICE),
				field("error_response", 7, { message: "ErrorResponse" }, CHOICE),
			],
			oneofDecl: [{ name: "message_response" }],
		},
		{ name: "FileDescriptorResponse", field: [field("file_descriptor_proto", 1, "BYTES", many)] },
		{
			name: "ExtensionNumberResponse",
			field: [field("base_type_name", 1, "STRING"), field("extension_number", 2, "INT32", many)],
		},
		{ name: "ListServiceResponse", field: [field("service", 1, { message: "ServiceResponse" }, many)] },
		{ name: "ServiceResponse", field: [field("name", 1, "STRING")] },
		{ name: "ErrorResponse", field: [field("error_code", 1, "INT32"), field("error_message", 2, "STRING")] },
	];
}
