import type {
	DescMessage,
	DescMethod,
	DescMethodBiDiStreaming,
	DescMethodClientStreaming,
	DescMethodServerStreaming,
	DescMethodUnary,
	Message,
} from "@bufbuild/protobuf";
import type { ConnectRouter, HandlerContext } from "@connectrpc/connect";
import type { RpcRoute } from "@roundtrip/behaviour";
import type { DataRef } from "@roundtrip/model";
import { connectErrorOf } from "./failure.ts";
import type { RpcServices } from "./services.ts";
import { messageOf, type RpcValue, valueIn } from "./value.ts";

/** A call of a method, as its server sees it. */
export interface RpcCall {
	readonly route: RpcRoute;
	/** What its asker says: one value, or one after the other. */
	readonly said: AsyncIterable<RpcValue>;
	/** The fields of its request. */
	readonly headers: Headers;
	/** Aborted where nobody waits any more: the deadline has passed, or the asker has gone. */
	readonly signal: AbortSignal;
}

/** Answers a call: one value, or one after the other where the route streams. Fails with an `RpcFailure`. */
export type AnswerRpc = (call: RpcCall) => Promise<RpcValue> | AsyncIterable<RpcValue>;

/** Serves one route with a router. */
export function addRoute(router: ConnectRouter, services: RpcServices, route: RpcRoute, answer: AnswerRpc): void {
	const method = services.methodOf(route);
	const ask = (messages: AsyncIterable<Message>, { requestHeader, signal }: HandlerContext) =>
		answer({ route, said: values(method.input, messages, route.asks), headers: requestHeader, signal });
	addMethod(router, method, {
		one: async (messages, context) => onlyOne(method.output, ask(messages, context)),
		many: (messages, context) => each(method.output, ask(messages, context)),
	});
}

/** How a method is served, whoever streams. */
export interface MethodServer {
	one(messages: AsyncIterable<Message>, context: HandlerContext): Promise<Message>;
	many(messages: AsyncIterable<Message>, context: HandlerContext): AsyncIterable<Message>;
}

export function addMethod(router: ConnectRouter, method: DescMethod, { one, many }: MethodServer): void {
	if (isKind<DescMethodUnary>(method, "unary"))
		router.rpc(method, (message, context) => one(justThis(message), context));
	if (isKind<DescMethodClientStreaming>(method, "client_streaming")) router.rpc(method, one);
	if (isKind<DescMethodServerStreaming>(method, "server_streaming"))
		router.rpc(method, (message, context) => many(justThis(message), context));
	if (isKind<DescMethodBiDiStreaming>(method, "bidi_streaming")) router.rpc(method, many);
}

function isKind<Kind extends DescMethod>(method: DescMethod, kind: Kind["methodKind"]): method is Kind {
	return method.methodKind === kind;
}

async function* justThis(message: Message): AsyncIterable<Message> {
	yield message;
}

async function* values(
	schema: DescMessage,
	messages: AsyncIterable<Message>,
	data: DataRef | undefined,
): AsyncIterable<RpcValue> {
	for await (const message of messages) yield valueIn(schema, message, data);
}

async function onlyOne(schema: DescMessage, answer: ReturnType<AnswerRpc>): Promise<Message> {
	try {
		if (!(answer instanceof Promise)) throw new Error("a stream where one value is meant");
		return messageOf(schema, await answer);
	} catch (error) {
		throw connectErrorOf(error);
	}
}

async function* each(schema: DescMessage, answer: ReturnType<AnswerRpc>): AsyncIterable<Message> {
	try {
		if (answer instanceof Promise) yield messageOf(schema, await answer);
		else for await (const value of answer) yield messageOf(schema, value);
	} catch (error) {
		throw connectErrorOf(error);
	}
}
