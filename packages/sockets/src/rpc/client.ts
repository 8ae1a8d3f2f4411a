import type { DescMethodStreaming, DescMethodUnary, Message } from "@bufbuild/protobuf";
import type { Transport } from "@connectrpc/connect";
import type { UniversalClientFn } from "@connectrpc/connect/protocol";
import { createTransport as createConnectTransport } from "@connectrpc/connect/protocol-connect";
import { createTransport as createGrpcTransport } from "@connectrpc/connect/protocol-grpc";
import { createTransport as createGrpcWebTransport } from "@connectrpc/connect/protocol-grpc-web";
import type { GrpcStatus, RpcRoute } from "@roundtrip/behaviour";
import { statusOfError } from "./failure.ts";
import type { RpcServices } from "./services.ts";
import { messageOf, type RpcValue, valueIn } from "./value.ts";

export interface RpcClientParts {
	readonly services: RpcServices;
	readonly protocol: "grpc" | "grpc-web" | "connect";
	/** Without it, Protocol Buffers. */
	readonly codec?: "proto" | "json";
	/** Where the server is, such as `http://api`. */
	readonly origin: string;
	/** Sends requests of HTTP: `http2Client`, `dispatcherClient`, or whatever else does. */
	readonly httpClient: UniversalClientFn;
}

export interface RpcAsking {
	readonly headers?: Readonly<Record<string, string>>;
	/** The server is told of it, and the client gives up after it. */
	readonly timeoutMs?: number;
	readonly signal?: AbortSignal;
}

/** What comes of a call, in order: values, then how it ended. */
export type RpcItem =
	| { readonly is: "value"; readonly value: RpcValue }
	| { readonly is: "end"; readonly status: GrpcStatus };

/** Calls methods of a server. */
export interface RpcClient {
	/**
	 * Never throws for what a server or a network does: that is how the call ended.
	 *
	 * @param said one value where the route has its client send one
	 */
	call(route: RpcRoute, said: AsyncIterable<RpcValue>, asking?: RpcAsking): AsyncIterable<RpcItem>;
}

const LARGEST = 0xffff_ffff;

export function createRpcClient({ services, protocol, codec, origin, httpClient }: RpcClientParts): RpcClient {
	const create = { grpc: createGrpcTransport, "grpc-web": createGrpcWebTransport, connect: createConnectTransport };
	const transport = create[protocol]({
		...{ baseUrl: origin, httpClient, useBinaryFormat: codec !== "json", interceptors: [] },
		// What a message takes on the wire is what is said in a scenario.
		...{ acceptCompression: [], sendCompression: null, compressMinBytes: 0 },
		...{ readMaxBytes: LARGEST, writeMaxBytes: LARGEST },
	});
	return {
		async *call(route, said, asking = {}) {
			const method = services.methodOf(route);
			try {
				for await (const message of messages(transport, services, route, said, asking))
					yield { is: "value", value: valueIn(method.output, message, route.data) };
				yield { is: "end", status: { code: "ok" } };
			} catch (error) {
				yield { is: "end", status: statusOfError(error) };
			}
		},
	};
}

async function* messages(
	transport: Transport,
	services: RpcServices,
	route: RpcRoute,
	said: AsyncIterable<RpcValue>,
	{ signal, timeoutMs, headers }: RpcAsking,
): AsyncIterable<Message> {
	const method = services.methodOf(route);
	const sent = each(said, (value) => messageOf(method.input, value));
	if (isUnary(method)) {
		for await (const input of sent) {
			yield (await transport.unary(method, signal, timeoutMs, headers, input)).message;
			return;
		}
	} else yield* (await transport.stream(method, signal, timeoutMs, headers, sent)).message;
}

function isUnary(method: DescMethodUnary | DescMethodStreaming): method is DescMethodUnary {
	return method.methodKind === "unary";
}

async function* each<From, To>(values: AsyncIterable<From>, change: (value: From) => To): AsyncIterable<To> {
	for await (const value of values) yield change(value);
}
