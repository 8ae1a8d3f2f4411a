import { expect, test } from "vitest";
import { galleryRun } from "../../testing/gallery-run.ts";
import { streamRun } from "../../testing/stream-run.ts";
import { shopRun } from "../../testing/text-run.ts";
import type { Run } from "../run.ts";
import { contextOf } from "./context.ts";
import type { LayerReading } from "./layer.ts";
import { LAYERS } from "./registry.ts";

function layersOf(run: Run, id: string): readonly LayerReading[] {
	const message = run.messages.find((each) => each.message === id);
	if (message === undefined) throw new Error(`no message ${id}`);
	const context = contextOf(run, message);
	return LAYERS.flatMap((layer) => layer.read(context) ?? []);
}

const named = (run: Run, id: string): readonly string[] => layersOf(run, id).map(({ name }) => name);

test("a call of JSON-RPC stands above the HTTP message that carries it", () => {
	const run = galleryRun("rpc-procedures");
	expect(named(run, "e1.1>")).toEqual(["JSON-RPC call", "HTTP message", "TCP segments", "Bytes"]);
	const [call] = layersOf(run, "e1.1>");
	expect(call).toMatchObject({ gist: "posts.list", origin: "read", fidelity: "bytes" });
});

test("a statement to a database is shown as SQL with its parameters, and so is what HTTP makes of it", () => {
	const run = galleryRun("lost-reply");
	const [sql, http] = layersOf(run, "e1.1/1>");
	expect(sql?.text).toBe("INSERT INTO effects (effect, call) VALUES (?, ?)");
	expect(sql?.facts?.map(([, value]) => value)).toEqual(['"transfer"', '"e1.1/1"']);
	expect(http?.name).toBe("HTTP message that carries it");
});

test("a document of GraphQL has a line for each field", () => {
	const [document] = layersOf(galleryRun("graphql-selection"), "e2.1>");
	expect(document?.text).toBe("query {\n  posts {\n    title\n    author {\n      name\n    }\n  }\n}");
});

test("an event of a stream is in a chunk", () => {
	const [event, chunk] = layersOf(streamRun(), "e1.1<1");
	expect(event).toMatchObject({ name: "Server-Sent Event", gist: "message, id 1" });
	expect(event?.text).toContain('"id": 1');
	expect(chunk).toMatchObject({ name: "HTTP/1.1 chunk", origin: "computed" });
});

test("a client's frame is unmasked, and a close says its code", () => {
	const run = streamRun("websocket");
	expect(layersOf(run, "e1.1<1")[0]).toMatchObject({ name: "WebSocket frame", gist: "text", text: "hello" });
	expect(layersOf(run, "e1.1>1")[0]?.facts).toContainEqual(["Head", "6 B, 4 of them the mask"]);
	expect(layersOf(run, "e1.1<end")[0]).toMatchObject({ gist: "close", text: "1000" });
});

test("frames, records and packets are told apart: what is recorded, and what follows from sizes", () => {
	const run = shopRun("rtt: 60ms, over: http/2, tls: 1.3, detail: packets");
	const [http, fields, frames, records, segments] = layersOf(run, "e1.1<").filter(({ name }) => name !== "Content");
	expect(http?.name).toBe("HTTP message");
	expect(fields).toMatchObject({ name: "HPACK fields", origin: "computed" });
	expect(frames).toMatchObject({ name: "HTTP/2 frames", gist: "HEADERS and 2 DATA", origin: "computed" });
	expect(records).toMatchObject({ name: "TLS records", origin: "computed" });
	expect(segments).toMatchObject({ name: "TCP segments", origin: "recorded", fidelity: "messages" });
	expect(segments?.packets?.length).toBeGreaterThan(20);
});

test("a method says what it promises, a status what it means, and a compressed content that it is", () => {
	const run = galleryRun("polling-etag");
	const noteOf = (id: string): string | undefined =>
		layersOf(run, id).find(({ name }) => name === "HTTP message")?.note;
	expect(noteOf("e2.1>")).toBe("Gives the content as it is now. GET is safe, idempotent, cacheable.");
	expect(noteOf("e5.1<")).toBe("What the client has already is still right; it needn't be sent again.");
	expect(layersOf(run, "e3.1<")[0]).toMatchObject({ name: "Content", gist: "compressed with gzip" });
});
