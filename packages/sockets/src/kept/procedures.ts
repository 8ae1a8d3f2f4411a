import { codeOfReply, type GrpcCode, type RpcRoute } from "@roundtrip/behaviour";
import { dataAskedWith, dataOfRoute, type RequestLine, requestTarget, type Scenario, shapeOf } from "@roundtrip/model";
import { RpcFailure } from "../rpc/failure.ts";
import { createRpcHandler, type RpcHandler } from "../rpc/handler.ts";
import { REFLECTION_VERSIONS } from "../rpc/reflection-file.ts";
import type { AnswerRpc, RpcCall } from "../rpc/route.ts";
import { createRpcServices } from "../rpc/services.ts";
import type { RpcValue } from "../rpc/value.ts";
import { CONTENT_AT_MOST } from "./content-reader.ts";
import { type Inquiries, type Outcome, Unanswered } from "./inquiries.ts";
import { type Shown, shownFields } from "./shown.ts";
import type { Value } from "./values.ts";

/** Where reflection is asked. */
export const REFLECTION_PATHS: readonly string[] = REFLECTION_VERSIONS.map(
	(version) => `/grpc.reflection.${version}.ServerReflection/ServerReflectionInfo`,
);

/** A procedure of a server, and the routes that it is by gRPC and by Connect. */
interface Procedure extends RpcRoute {
	readonly grpc?: RequestLine;
	readonly connect?: RequestLine;
}

/** The procedures that a server has. One that both protocols have is one procedure. */
export function procedures(scenario: Scenario, server: string): readonly Procedure[] {
	const found = new Map<string, Procedure>();
	for (const [request, steps] of Object.entries(scenario.routes[server] ?? {})) {
		const target = requestTarget(request);
		if (target.protocol !== "grpc" && target.protocol !== "connect") continue;
		const { service, method } = target;
		const before = found.get(`${service}/${method}`);
		const data = dataOfRoute(scenario, server, request);
		const asks = dataAskedWith(scenario, server, request);
		const made = before ?? { service, method, asks, data, streams: shapeOf(steps) };
		found.set(`${service}/${method}`, { ...made, [target.protocol]: request });
	}
	return [...found.values()];
}

/** Serves the procedures of a server by gRPC, gRPC-Web and Connect, with reflection. */
export function createProcedures(scenario: Scenario, server: string, inquiries: Inquiries): RpcHandler {
	const all = procedures(scenario, server);
	const answer: AnswerRpc = (call) => {
		const route = lineFor(all, call);
		return call.route.streams.down ? stream(inquiries, route, call) : single(inquiries, route, call);
	};
	return createRpcHandler(createRpcServices(scenario.types, all), answer, { limit: CONTENT_AT_MOST });
}

/** By the protocol that is spoken, where both have it. */
function lineFor(all: readonly Procedure[], { route, headers }: RpcCall): RequestLine {
	const found = all.find(({ service, method }) => service === route.service && method === route.method);
	const isGrpc = headers.get("content-type")?.startsWith("application/grpc") === true;
	const line = isGrpc ? (found?.grpc ?? found?.connect) : (found?.connect ?? found?.grpc);
	if (line === undefined) throw new Error(`no route is ${route.service}/${route.method}`);
	return line;
}

async function single(
	inquiries: Inquiries,
	route: RequestLine,
	{ route: of, said, headers }: RpcCall,
): Promise<RpcValue> {
	const shown = shownIn(headers);
	if (!of.streams.up) return rpcValue(await inquiries.ask(route, await firstOf(texts(said)), shown));
	try {
		let last: Value;
		for await (const value of inquiries.open(route, "", shown, texts(said))) last = value;
		return last ?? "";
	} catch (error) {
		throw failureOf(error);
	}
}

async function* stream(
	inquiries: Inquiries,
	route: RequestLine,
	{ route: of, said, signal, headers }: RpcCall,
): AsyncGenerator<RpcValue, void> {
	const all = texts(said);
	const shown = shownIn(headers);
	const answers = of.streams.up
		? inquiries.open(route, "", shown, all)
		: inquiries.open(route, await firstOf(all), shown);
	const leave = (): void => void answers.return();
	signal.addEventListener("abort", leave);
	try {
		for await (const value of answers) yield value ?? "";
	} catch (error) {
		throw failureOf(error);
	} finally {
		signal.removeEventListener("abort", leave);
	}
}

function shownIn(headers: Headers): Shown {
	return { fields: shownFields((name) => headers.get(name) ?? undefined) };
}

async function* texts(said: AsyncIterable<RpcValue>): AsyncGenerator<string, void> {
	for await (const value of said) yield typeof value === "string" ? value : JSON.stringify(value);
}

async function firstOf(all: AsyncIterable<string>): Promise<string> {
	for await (const text of all) return text;
	return "";
}

function rpcValue({ status, value, count }: Outcome): RpcValue {
	if (status >= 400) throw failure(status, typeof value === "string" ? value : "");
	return value ?? (count === undefined ? "" : JSON.stringify({ count }));
}

function failureOf(error: unknown): unknown {
	return error instanceof Unanswered ? failure(error.status, error.message) : error;
}

function failure(status: number, sentence: string): RpcFailure {
	const code: GrpcCode = codeOfReply(status);
	return new RpcFailure(code === "ok" ? "unknown" : code, sentence.trim());
}
