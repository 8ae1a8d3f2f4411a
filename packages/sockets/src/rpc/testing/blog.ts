import { type DataRecord, dataOf, GRPC_CODES, type GrpcCode, type RpcRoute } from "@roundtrip/behaviour";
import type { Types } from "@roundtrip/model";
import { RpcFailure } from "../failure.ts";
import type { AnswerRpc } from "../route.ts";
import type { RpcValue } from "../value.ts";

export const TYPES: Types = {
	Author: { name: { kind: "text", bytes: 10 } },
	Post: {
		id: { kind: "number" },
		title: { kind: "text", bytes: 12 },
		hot: { kind: "flag" },
		author: { kind: "record", type: "Author" },
		comments: { kind: "list", count: 2, type: "Comment" },
	},
	Comment: { text: { kind: "text", bytes: 5 } },
};

const POST = { type: "Post" } as const;

/** One route of each shape; that of one answer has a list, the others a record or a text. */
export const ROUTES: Readonly<Record<"list" | "watch" | "put" | "chat", RpcRoute>> = {
	list: {
		service: "blog.v1.Feed",
		method: "List",
		data: { type: "Post", count: 3 },
		streams: { up: false, down: false },
	},
	watch: { service: "blog.v1.Feed", method: "Watch", data: POST, streams: { up: false, down: true } },
	put: { service: "blog.v1.Feed", method: "Put", streams: { up: true, down: false } },
	chat: { service: "blog.v1.Feed", method: "Chat", data: POST, streams: { up: true, down: true } },
};

export const ALL_ROUTES: readonly RpcRoute[] = Object.values(ROUTES);

export function post(place: number): DataRecord {
	return dataOf(TYPES, POST, place) as DataRecord;
}

/** Fails where it is asked `fail` or for a code of gRPC, and never answers where it is asked `wait`. */
export const answer: AnswerRpc = (call) => {
	const { route, said, signal } = call;
	if (route.method === "List") return list(said, signal);
	if (route.method === "Put") return put(said);
	return route.method === "Watch" ? watch(said) : chat(said);
};

async function list(said: AsyncIterable<RpcValue>, signal: AbortSignal): Promise<RpcValue> {
	for await (const payload of said) {
		if (payload === "fail") throw new RpcFailure("not-found", "not é here");
		if (isCode(payload)) throw new RpcFailure(payload, "as asked");
		if (payload === "break") throw new Error("a secret");
		if (payload === "wait") await new Promise((resolve) => signal.addEventListener("abort", resolve));
	}
	return dataOf(TYPES, { type: "Post", count: 3 });
}

async function put(said: AsyncIterable<RpcValue>): Promise<string> {
	const all: string[] = [];
	for await (const payload of said) all.push(textOf(payload));
	return all.join("+");
}

async function* watch(said: AsyncIterable<RpcValue>): AsyncIterable<RpcValue> {
	yield post(1);
	for await (const payload of said) if (payload === "fail") throw new RpcFailure("unavailable", "gone");
	yield post(2);
}

async function* chat(said: AsyncIterable<RpcValue>): AsyncIterable<RpcValue> {
	let place = 0;
	for await (const payload of said) {
		place += textOf(payload).length;
		yield post(place);
	}
}

function isCode(value: RpcValue): value is Exclude<GrpcCode, "ok"> {
	return typeof value === "string" && value !== "ok" && Object.hasOwn(GRPC_CODES, value);
}

function textOf(value: RpcValue): string {
	return typeof value === "string" ? value : "";
}
