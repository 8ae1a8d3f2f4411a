import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { duplexPair } from "node:stream";
import {
	encodeUpgradeReply,
	encodeUpgradeRequest,
	encodeWebSocketMessage,
	type WebSocketItem,
	type WebSocketMessage,
	WebSocketParser,
} from "@roundtrip/behaviour";
import { WebSocket as UndiciSocket } from "undici";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { WebSocket as WsSocket } from "ws";
import { openWebSocket, type WebSocketAsking } from "./client.ts";
import type { WebSocketEnd, WebSocketOwner } from "./end.ts";
import { createWebSocketDoor } from "./server.ts";
import { createRecorder, type Recorder } from "./testing/recorder.ts";

const MASK = "\x01\x02\x03\x04";
const door = createWebSocketDoor({ limit: 200_000, protocols: ["chat"] });

let server: Server;
let recorder: Recorder;
/** Of the server: what it was told. */
let told: string[] = [];
let serverClosed: () => void = () => undefined;
let whenServerClosed: Promise<void>;
/** What the server does with an end when it is there. */
let greet: ((end: WebSocketEnd) => void) | undefined;

const shown = (content: string | Uint8Array): string =>
	typeof content === "string" ? content : `binary ${Buffer.from(content).toString("latin1")}`;

/** Sends back what it gets; says `bye` where it is told to. */
function echo(end: WebSocketEnd): WebSocketOwner {
	greet?.(end);
	return {
		message(content) {
			told.push(shown(content));
			if (content === "bye") end.close(1000, "bye");
			else end.send(content);
		},
		ping: () => told.push("ping"),
		closed(code, reason) {
			told.push(`closed ${code} ${reason}`);
			serverClosed();
		},
	};
}

beforeAll(async () => {
	server = createServer((_, response) => response.end());
	server.on("upgrade", (request, socket, head) => {
		if (request.url === "/closed") socket.end("HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n");
		else if (request.url === "/cut") socket.destroy();
		else door.upgrade(request, socket, head, echo);
	});
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
});
beforeEach(async () => {
	[told, greet] = [[], undefined];
	whenServerClosed = new Promise((resolve) => {
		serverClosed = resolve;
	});
	recorder = await createRecorder((server.address() as AddressInfo).port);
});
afterEach(() => recorder.close());
afterAll(() => {
	door.close();
	server.close();
});

/** What happens to a client of ours, in order; resolves where it is over. */
function play(
	lines: { readonly opened?: (end: WebSocketEnd) => void; readonly message?: (end: WebSocketEnd) => void },
	asking: Partial<WebSocketAsking> = {},
): Promise<string[]> {
	const events: string[] = [];
	return new Promise((resolve) => {
		const connection = connect(recorder.port, "127.0.0.1");
		let end: WebSocketEnd | undefined;
		connection.once("connect", () =>
			openWebSocket(
				{
					...{ to: "hall", path: "/chat", fields: [["roundtrip-call", "e1.1"]], connection },
					mask: (bytes) => bytes.set([1, 2, 3, 4]),
					...asking,
				},
				{
					opened(given) {
						end = given;
						events.push(`opened ${given.protocol}`);
						lines.opened?.(given);
					},
					refused: (status) => resolve([...events, `refused ${status}`]),
					message(content) {
						events.push(shown(content));
						if (end !== undefined) lines.message?.(end);
					},
					pong: () => events.push("pong"),
					closed: (code, reason) => resolve([...events, `closed ${code} ${reason}`]),
				},
			),
		);
	});
}

/** Head, key and the bytes after it. */
function cut(bytes: string): { head: string; key: string; rest: string } {
	const end = bytes.indexOf("\r\n\r\n") + 4;
	const head = bytes.slice(0, end);
	return { head, key: /sec-websocket-key: (.*)\r\n/i.exec(head)?.[1] ?? "", rest: bytes.slice(end) };
}

function read(bytes: string, from: "client" | "server"): readonly WebSocketItem[] {
	return new WebSocketParser({ from }).take(bytes);
}

const LONG = "x".repeat(70_000);

describe("ws writes byte for byte what we write", () => {
	it("of an upgrade, of messages both ways, and of the end", async () => {
		const events = await play(
			{
				opened(end) {
					for (const content of ["hé", new Uint8Array([0, 255]), "y".repeat(200), LONG]) end.send(content);
					end.ping();
					end.send("bye");
				},
			},
			{ protocols: ["other", "chat"] },
		);
		expect(events.filter((each) => each !== "pong" && each.length < 100)).toEqual([
			"opened chat",
			"hé",
			"binary \0\xff",
			"closed 1000 bye",
		]);
		await whenServerClosed;
		const [up, down] = [cut(recorder.up), cut(recorder.down)];
		const wish = { path: "/chat", key: up.key, protocols: ["other", "chat"] };
		expect(up.head).toBe(encodeUpgradeRequest("hall", "e1.1", wish).head);
		expect(down.head).toBe(encodeUpgradeReply(up.key, "chat").head);
		const messages: WebSocketMessage[] = [
			{ is: "text", text: "hé" },
			{ is: "binary", octets: "\0\xff" },
			{ is: "text", text: "y".repeat(200) },
			{ is: "text", text: LONG },
		];
		const bye: WebSocketMessage = { is: "close", code: 1000, reason: "bye" };
		const said: WebSocketMessage[] = [...messages, { is: "ping", octets: "" }, { is: "text", text: "bye" }];
		expect(up.rest).toBe([...said, bye].map((each) => encodeWebSocketMessage(each, MASK)).join(""));
		const pong: WebSocketMessage = { is: "pong", octets: "" };
		expect(down.rest).toBe([...messages, pong, bye].map((each) => encodeWebSocketMessage(each)).join(""));
		expect(told.slice(-3)).toEqual(["ping", "bye", "closed 1000 bye"]);
	});

	it("over a stream that is no socket", async () => {
		const [connection, far] = duplexPair();
		server.emit("connection", far);
		const lines = { opened: (end: WebSocketEnd) => end.send("hi"), message: (end: WebSocketEnd) => end.close(1000) };
		expect(await play(lines, { connection })).toEqual(["opened ", "hi", "closed 1000 "]);
	});

	it("where the server speaks first", async () => {
		greet = (end) => {
			end.send("welcome");
			end.close(4_000, "full");
		};
		expect(await play({})).toEqual(["opened ", "welcome", "closed 4000 full"]);
		expect(read(cut(recorder.down).rest, "server")).toEqual([
			{ is: "text", text: "welcome" },
			{ is: "close", code: 4_000, reason: "full" },
		]);
	});
});

describe("an end is told", () => {
	it("that the connection broke", async () => {
		expect(await play({ opened: () => recorder.cut() })).toEqual(["opened ", "closed 1006 "]);
	});

	it("that the other end broke it without a word", async () => {
		greet = (end) => end.cut();
		expect((await play({})).at(-1)).toBe("closed 1006 ");
	});

	it("that it said too much", async () => {
		const events = await play({ opened: (end) => end.send("x".repeat(200_001)) });
		expect(events.at(-1)).toBe("closed 1009 ");
	});

	it("nothing more after its end", async () => {
		let sent = 0;
		const events = await play({
			opened(end) {
				end.close();
				for (; sent < 3; sent++) end.send("late");
				end.ping();
			},
		});
		await whenServerClosed;
		expect([events.at(-1), told]).toEqual(["closed 1005 ", ["closed 1005 "]]);
	});
});

describe("who asks for a WebSocket is refused", () => {
	it("by a status of HTTP", async () => {
		expect(await play({}, { path: "/closed" })).toEqual(["refused 503"]);
	});

	it("by an end before any answer", async () => {
		expect(await play({}, { path: "/cut" })).toEqual(["refused undefined"]);
	});

	it("by an end before any question", async () => {
		const connection = connect(recorder.port, "127.0.0.1");
		connection.destroy();
		expect(await play({}, { connection })).toEqual(["refused undefined"]);
	});
});

describe("others' clients are served", () => {
	it("ws, as it comes: it offers compression, and gets none", async () => {
		const socket = new WsSocket(`ws://127.0.0.1:${recorder.port}/chat`);
		await once(socket, "open");
		socket.send("hi");
		const [content] = (await once(socket, "message")) as [Buffer];
		socket.close(1000);
		await once(socket, "close");
		expect([content.toString(), socket.extensions]).toEqual(["hi", ""]);
		await whenServerClosed;
		const sent = read(cut(recorder.up).rest, "client");
		expect(sent).toEqual([
			{ is: "text", text: "hi" },
			{ is: "close", code: 1000, reason: "" },
		]);
	});

	it("undici's, and what it sends is read by our parser", async () => {
		const socket = new UndiciSocket(`ws://127.0.0.1:${recorder.port}/chat`, ["chat"]);
		await once(socket, "open");
		socket.send("hé");
		socket.send(new Uint8Array([1, 2, 3]));
		socket.send("bye");
		await once(socket, "close");
		await whenServerClosed;
		expect([socket.protocol, socket.extensions]).toEqual(["chat", ""]);
		const { key, rest } = cut(recorder.up);
		expect(cut(recorder.down).head).toBe(encodeUpgradeReply(key, "chat").head);
		expect(read(rest, "client")).toEqual([
			{ is: "text", text: "hé" },
			{ is: "binary", octets: "\x01\x02\x03" },
			{ is: "text", text: "bye" },
			// Its answer to a close is the code alone, where ws gives the reason back.
			{ is: "close", code: 1000, reason: "" },
		]);
	});
});
