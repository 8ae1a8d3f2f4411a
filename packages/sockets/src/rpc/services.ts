import {
	createFileRegistry,
	type DescMethodStreaming,
	type DescMethodUnary,
	type FileRegistry,
} from "@bufbuild/protobuf";
import { protoFiles, type RpcRoute } from "@roundtrip/behaviour";
import type { Types } from "@roundtrip/model";
import { fileDescriptor } from "./file-descriptor.ts";

/** The services of a scenario's routes, with what libraries have to know of them. */
export interface RpcServices {
	readonly routes: readonly RpcRoute[];
	readonly files: readonly FileRegistry[];
	/** What libraries know of the method of a route. */
	methodOf(route: RpcRoute): DescMethodUnary | DescMethodStreaming;
}

/** @param types that `checkTypes` finds nothing wrong with */
export function createRpcServices(types: Types, routes: readonly RpcRoute[]): RpcServices {
	const files = protoFiles(types, routes).map((file) => createFileRegistry(fileDescriptor(file), () => undefined));
	return {
		routes,
		files,
		methodOf({ service, method }) {
			for (const file of files) {
				// By its own name: the map of methods has names of another case.
				const found = file.getService(service)?.methods.find(({ name }) => name === method);
				if (found !== undefined) return found;
			}
			throw new Error(`no route asks for ${service}/${method}`);
		},
	};
}
