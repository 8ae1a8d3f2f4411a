import { createConnectRouter } from "@connectrpc/connect";
import type { UniversalServerRequest, UniversalServerResponse } from "@connectrpc/connect/protocol";
import {
	codeOfReply,
	type HeaderField,
	type HttpReply,
	type RpcRoute,
	reasonPhrase,
	rpcRoutesOf,
} from "@roundtrip/behaviour";
import type { Scenario } from "@roundtrip/model";
import { RpcFailure } from "../rpc/failure.ts";
import { type AnswerRpc, addRoute } from "../rpc/route.ts";
import { createRpcServices } from "../rpc/services.ts";
import type { RpcValue } from "../rpc/value.ts";
import type { Library } from "./library.ts";
import { meantValue, type Spoken, type SpokenAnswer } from "./spoken-job.ts";

interface Call {
	readonly spoken: Spoken;
	readonly start: () => void;
}

/** Connect's router, for the routes of gRPC and Connect of a server. */
export function createRpcLibrary(scenario: Scenario, node: string): Library {
	const { types } = scenario;
	const own = rpcRoutesOf(scenario, node);
	const services = createRpcServices(types, own);
	const calls = new Map<string, Call>();

	const answer: AnswerRpc = ({ route, said, headers }) => {
		const call = calls.get(headers.get("roundtrip-call") ?? "");
		if (call === undefined) throw new Error("a method is asked for in no call");
		return route.streams.down ? many(call, said) : one(call, said);
	};

	async function one({ spoken, start }: Call, said: AsyncIterable<RpcValue>): Promise<RpcValue> {
		start();
		await drained(said);
		const { status, content } = await spoken.values.answer;
		if (status >= 400) throw failureOf(status, content.body.text);
		return meantValue(types, content) ?? "";
	}

	async function* many({ spoken, start }: Call, said: AsyncIterable<RpcValue>): AsyncIterable<RpcValue> {
		start();
		void drained(said);
		for await (const { content, number } of spoken.values.items) yield meantValue(types, content, number) ?? "";
	}

	const router = createConnectRouter({ acceptCompression: [] });
	for (const route of own) addRoute(router, services, route, answer);
	return async (spoken, start) => {
		const { call, path } = spoken.job;
		const { up, down } = own.find((each) => nameOf(each) === path)?.streams ?? { up: false, down: false };
		const handler = router.handlers.find((each) => each.requestPath === path);
		if (handler === undefined) throw new Error(`no method is at ${path}`);
		calls.set(call, { spoken, start });
		await spoken.write(await answerOf(await handler(requestOf(spoken)), up || down));
		calls.delete(call);
	};
}

/** As it is asked for. */
function nameOf({ service, method }: RpcRoute): string {
	return `/${service}/${method}`;
}

function failureOf(status: number, text: string | undefined): RpcFailure {
	const code = codeOfReply(status);
	return new RpcFailure(code === "ok" ? "unknown" : code, text ?? reasonPhrase(status));
}

/** What the client says is known to whoever works on the request: the library has read it, and found it well. */
async function drained(said: AsyncIterable<RpcValue>): Promise<void> {
	try {
		const reader = said[Symbol.asyncIterator]();
		while ((await reader.next()).done !== true);
	} catch {
		// Whoever has sent it has gone.
	}
}

function requestOf({ job, content }: Spoken): UniversalServerRequest {
	const { method, path, fields = [] } = job;
	return {
		...{ httpVersion: "2.0", method, url: `http://localhost${path}` },
		header: new Headers(fields.map(([name, value]): [string, string] => [name, value])),
		body: content,
		signal: new AbortController().signal,
	};
}

/** Fields that whoever writes the message sets. */
const OF_HTTP: readonly string[] = ["content-length", "connection"];

async function answerOf(
	{ status, header, body, trailer }: UniversalServerResponse,
	isStream: boolean,
): Promise<SpokenAnswer> {
	const fields = fieldsOf(header).filter(([name]) => !OF_HTTP.includes(name));
	// A length that the library doesn't say isn't known to it: what it writes goes out as it comes.
	const isStreamed = header?.has("content-length") !== true;
	const head = { status, fields, body: { size: 0 }, isStreamed };
	if (isStream && body !== undefined) return { reply: head, content: body, trailers: () => fieldsOf(trailer) };
	return { reply: await whole(head, body, trailer) };
}

async function whole(
	head: HttpReply,
	body: AsyncIterable<Uint8Array> | undefined,
	trailer: Headers | undefined,
): Promise<HttpReply> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of body ?? []) chunks.push(chunk);
	const octets = Buffer.concat(chunks).toString("latin1");
	return { ...head, body: { size: octets.length, octets }, trailers: fieldsOf(trailer) };
}

function fieldsOf(headers: Headers | undefined): readonly HeaderField[] {
	return [...(headers ?? [])].map(([name, value]): HeaderField => [name.toLowerCase(), value]);
}
