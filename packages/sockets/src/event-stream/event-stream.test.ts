import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import {
	EVENT_STREAM_OVER,
	EVENT_STREAM_REPLY,
	type EventStreamItem,
	EventStreamParser,
	encodeHeartbeat,
	encodeServerEvent,
	eventStreamRequest,
	type HttpReply,
} from "@roundtrip/behaviour";
import { EventSource as PackageSource } from "eventsource";
import { Agent, EventSource as UndiciSource } from "undici";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createRecorder, type Recorder } from "../websocket/testing/recorder.ts";
import { openEventStream } from "./client.ts";

const EVENTS = [
	encodeServerEvent({ id: "1", data: '{"id":1}', retryMs: 10 }),
	encodeHeartbeat("still here"),
	encodeServerEvent({ id: "é2", event: "news", data: "two\nlines" }),
];

let server: Server;
let recorder: Recorder;
const agents: Agent[] = [];
beforeAll(async () => {
	server = createServer((request, response) => {
		if (request.url === "/live") answer(response, EVENT_STREAM_REPLY, EVENTS.join(""));
		else answer(response, EVENT_STREAM_OVER, "");
	});
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
});
beforeEach(async () => {
	recorder = await createRecorder((server.address() as AddressInfo).port);
});
afterEach(() => recorder.close());
afterAll(async () => {
	await Promise.all(agents.map((each) => each.destroy()));
	server.closeAllConnections();
	server.close();
});

/** Ends each answer, so that whoever listens comes back. */
function answer(response: ServerResponse, { status, fields }: HttpReply, content: string): void {
	response.writeHead(status, fields.flat());
	response.end(Buffer.from(content, "latin1"));
}

function agent(): Agent {
	const made = new Agent();
	agents.push(made);
	return made;
}

interface Told {
	readonly type: string;
	readonly data: string;
	readonly lastEventId: string;
}

/** Listens until so many events have come. */
function listen(source: EventTarget & { close(): void }, count: number): Promise<Told[]> {
	const told: Told[] = [];
	return new Promise((resolve) => {
		const hear = (event: Event): void => {
			const { type, data, lastEventId } = event as MessageEvent<string>;
			told.push({ type, data, lastEventId });
			if (told.length === count) {
				source.close();
				resolve(told.slice(0, count));
			}
		};
		for (const type of ["message", "news"]) source.addEventListener(type, hear);
	});
}

const FIRST: Told = { type: "message", data: '{"id":1}', lastEventId: "1" };
const SECOND: Told = { type: "news", data: "two\nlines", lastEventId: "é2" };

/** The field lines of each request, without those that every request has. */
function asked(): string[][] {
	const requests = recorder.all.flatMap(({ up }) => up.split("\r\n\r\n").slice(0, -1));
	return requests.map((head) =>
		head
			.split("\r\n")
			.slice(1)
			.filter((line) => !/^(host|connection):/i.test(line)),
	);
}

function written(lastEventId?: string): string[] {
	const { fields } = eventStreamRequest({ path: "/live", isSecured: false, lastEventId });
	return fields.map(([name, value]) => `${name}: ${value}`);
}

/** Of the id as UTF-8. */
const OCTETS = "\u00c3\u00a92";

describe("undici's EventSource", () => {
	it("asks byte for byte as we write, comes back with the last id, and hears what we write", async () => {
		const source = new UndiciSource(`http://127.0.0.1:${recorder.port}/live`, { node: { dispatcher: agent() } });
		expect(await listen(source, 3)).toEqual([FIRST, SECOND, FIRST]);
		const [first, again] = asked();
		expect(first).toEqual(written());
		// undici turns an id into bytes one by one where the standard wants UTF-8.
		expect(again?.map((line) => line.replace("é2", OCTETS))).toEqual(written(OCTETS));
	});
});

describe("the package eventsource", () => {
	it("asks for the same, with capitals and a name of its own, and hears the same", async () => {
		const source = new PackageSource(`http://127.0.0.1:${recorder.port}/live`);
		expect(await listen(source, 2)).toEqual([FIRST, SECOND]);
		const [first] = asked();
		const lower = first?.map((line) => line.replace(/^[^:]*/, (name) => name.toLowerCase()));
		expect(lower).toEqual(written().map((line) => (line.startsWith("user-agent") ? "user-agent: node" : line)));
	});
});

describe("our client", () => {
	const ask = (path: string, parser?: EventStreamParser) =>
		openEventStream({
			...{ dispatcher: agent(), origin: `http://127.0.0.1:${recorder.port}`, path },
			...(parser === undefined ? {} : { parser }),
		});

	async function all(items: AsyncIterable<EventStreamItem>): Promise<EventStreamItem[]> {
		const heard: EventStreamItem[] = [];
		for await (const item of items) heard.push(item);
		return heard;
	}

	it("asks as undici's EventSource does, and hears comments too", async () => {
		const parser = new EventStreamParser();
		for (let time = 0; time < 2; time++) {
			const answered = await ask("/live", parser);
			if (!answered.isStream) throw new Error("no stream");
			expect(await all(answered.items)).toEqual([
				{ is: "retry", afterMs: 10 },
				{ is: "event", ...FIRST },
				{ is: "comment", text: "still here" },
				{ is: "event", ...SECOND },
			]);
		}
		expect(asked()).toEqual([written(), written(OCTETS)]);
	});

	it("is told that there is no stream", async () => {
		expect(await ask("/over")).toEqual({ isStream: false, status: 204 });
	});
});
