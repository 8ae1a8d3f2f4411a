import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client, credentials, type MethodDefinition } from "@grpc/grpc-js";
import { loadFileDescriptorSetFromBuffer, loadSync, type Options, type PackageDefinition } from "@grpc/proto-loader";

const OPTIONS: Options = { keepCase: true, longs: Number };

/** A definition by another's compiler, of the text of a file. */
export function definitionOf(text: string): PackageDefinition {
	const folder = mkdtempSync(join(tmpdir(), "proto-"));
	try {
		const path = join(folder, "any.proto");
		writeFileSync(path, text);
		return loadSync(path, OPTIONS);
	} finally {
		rmSync(folder, { recursive: true });
	}
}

export function definitionOfSet(bytes: Buffer): PackageDefinition {
	return loadFileDescriptorSetFromBuffer(bytes, OPTIONS);
}

/** A method of a service in a definition. */
export function methodIn(
	definition: PackageDefinition,
	service: string,
	method: string,
): MethodDefinition<object, object> {
	const found = definition[service];
	if (found === undefined || "format" in found) throw new Error(`no service ${service}`);
	const its = found[method];
	if (its === undefined) throw new Error(`no method ${method}`);
	return its;
}

/** The client of grpc-js, with any method. */
export function grpcJsClient(origin: string): Client {
	return new Client(new URL(origin).host, credentials.createInsecure());
}
