import { connect } from "node:http2";
import {
	createHpackEncoder,
	encodeData,
	encodeEnvelope,
	encodePayload,
	type GrpcStatus,
	grpcReply,
	grpcRequest,
	grpcTrailers,
	type HeaderField,
	type HttpRequest,
} from "@roundtrip/behaviour";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRecorder, type Recorder } from "../websocket/testing/recorder.ts";
import { createRpcClient, type RpcClient } from "./client.ts";
import { createRpcHandler } from "./handler.ts";
import { http2Client } from "./http2-client.ts";
import { createRpcServices } from "./services.ts";
import { ALL_ROUTES, answer, post, ROUTES, TYPES } from "./testing/blog.ts";
import { createLoopback, type Loopback } from "./testing/loopback.ts";

const SERVICES = createRpcServices(TYPES, ALL_ROUTES);
const PREFACE = 24;
const [DATA, HEADERS] = [0, 1];
/** Whoever sends a frame sends no more on its stream. */
const LAST = 1;

interface Frame {
	readonly type: number;
	readonly isLast: boolean;
	/** One character a byte. */
	readonly payload: string;
}

/** Those that carry messages: of headers, whose blocks are whole here, and of data. */
function framesOf(octets: string): Frame[] {
	const bytes = Buffer.from(octets, "latin1");
	const frames: Frame[] = [];
	for (let at = 0; at < bytes.length; ) {
		const end = at + 9 + bytes.readUIntBE(at, 3);
		const [type, flags] = [bytes.readUInt8(at + 3), bytes.readUInt8(at + 4)];
		if (type <= HEADERS) frames.push({ type, isLast: (flags & LAST) !== 0, payload: octets.slice(at + 9, end) });
		at = end;
	}
	return frames;
}

let loopback: Loopback;
let recorder: Recorder;
let client: RpcClient;
let heads: string[] = [];
beforeAll(async () => {
	loopback = await createLoopback(createRpcHandler(SERVICES, answer));
	recorder = await createRecorder(Number(new URL(loopback.http2).port));
	const session = connect(`http://127.0.0.1:${recorder.port}`);
	session.on("error", () => undefined);
	const httpClient = http2Client((_, path, fields) => {
		const stream = session.request(Object.fromEntries([...pseudo(path), ...fields]));
		stream.once("response", ({ date }) => heads.push(String(date)));
		return stream;
	});
	client = createRpcClient({ services: SERVICES, protocol: "grpc", origin: "http://api", httpClient });
});
afterAll(async () => {
	recorder.close();
	await loopback.close();
});

const pseudo = (path: string): HeaderField[] => [
	[":method", "POST"],
	[":scheme", "http"],
	[":authority", "api"],
	[":path", path],
];

async function call(route: keyof typeof ROUTES, ...said: readonly string[]): Promise<void> {
	async function* payloads(): AsyncIterable<string> {
		yield* said;
	}
	for await (const item of client.call(ROUTES[route], payloads())) expect(item.is).toMatch(/value|end/);
}

describe("a connection of gRPC", () => {
	it("has, call after call, the frames that we write, headers compressed", async () => {
		heads = [];
		await call("list", "x");
		await call("list", "fail");
		await call("put", "a", "b");
		await call("watch", "x");
		const ask = (method: string, message: string): HttpRequest =>
			grpcRequest({ service: "blog.v1.Feed", method, message: encodePayload(message) });
		const asked = [ask("List", "x"), ask("List", "fail"), ask("Put", "a"), ask("Watch", "x")];
		const [up, down] = [createHpackEncoder(), createHpackEncoder()];
		const block = (encoder: typeof up, fields: readonly HeaderField[]): string =>
			Buffer.from(encoder.encode(fields)).toString("latin1");
		// A client ends its side by an empty frame: it learns after its last message that there is no other.
		const sent = asked.flatMap(({ path, fields, body }, index): Frame[] => [
			{ type: HEADERS, isLast: false, payload: block(up, [...pseudo(path), ...fields]) },
			{ type: DATA, isLast: false, payload: body.octets ?? "" },
			...(index === 2 ? [{ type: DATA, isLast: false, payload: encodeEnvelope(encodePayload("b")) }] : []),
			{ type: DATA, isLast: true, payload: "" },
		]);
		expect(framesOf(recorder.up.slice(PREFACE))).toEqual(sent);
		const OK: GrpcStatus = { code: "ok" };
		const failure: GrpcStatus = { code: "not-found", message: "not é here" };
		const list = encodeData(TYPES, { type: "Post", count: 3 }, [1, 2, 3].map(post));
		const items = [1, 2].map((place) => encodeData(TYPES, { type: "Post" }, post(place)));
		const answers: readonly [readonly string[], GrpcStatus][] = [
			[[list], OK],
			[[], failure],
			[[encodePayload("a+b")], OK],
			[items, OK],
		];
		const answered = answers.flatMap(([messages, status], index): Frame[] => [
			{
				type: HEADERS,
				isLast: false,
				payload: block(down, [
					[":status", "200"],
					...grpcReply(undefined, status).fields,
					["date", heads[index] ?? ""],
				]),
			},
			...messages.map((message) => ({ type: DATA, isLast: false, payload: encodeEnvelope(message) })),
			{ type: HEADERS, isLast: true, payload: block(down, grpcTrailers(status)) },
		]);
		expect(framesOf(recorder.down)).toEqual(answered);
	});
});
