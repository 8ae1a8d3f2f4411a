import { comparedWorkloads } from "@roundtrip/behaviour";
import { parseScenario } from "@roundtrip/model";
import { simulate } from "@roundtrip/simulator";
import { expect, it } from "vitest";
import { galleryRun } from "../../testing/gallery-run.ts";
import { streamRun } from "../../testing/stream-run.ts";
import { shopRun } from "../../testing/text-run.ts";
import { createRun, type Run } from "../run.ts";
import { contextOf } from "./context.ts";
import { hpack } from "./hpack.ts";
import { marksOf } from "./marks.ts";
import { LAYERS } from "./registry.ts";

function contextFor(run: Run, id: string) {
	const message = run.messages.find((each) => each.message === id);
	if (message === undefined) throw new Error(`no message ${id}`);
	return contextOf(run, message);
}

function marked(run: Run, id: string): Readonly<Record<string, string>> {
	const context = contextFor(run, id);
	const layers = LAYERS.flatMap((layer) => {
		const reading = layer.read(context);
		return reading === undefined ? [] : [{ id: layer.id, name: reading.name }];
	});
	const bytes = `${context.message.head ?? ""}${context.content}`;
	return Object.fromEntries(marksOf(context, layers).map(({ name, from, to }) => [name, bytes.slice(from, to)]));
}

it("the bytes of a message are those of its layers", () => {
	const marks = marked(galleryRun("rpc-procedures"), "e1.1>");
	expect(Object.keys(marks)).toEqual(["JSON-RPC call", "HTTP message"]);
	expect(marks["JSON-RPC call"]).toMatch(/^\{"jsonrpc":"2.0".*\}$/);
	expect(marks["HTTP message"]).toMatch(/^POST .*\r\n\r\n$/s);
});

it("a frame of a WebSocket is kind, length, a client's mask, and what it bears", () => {
	const marks = marked(streamRun("websocket"), "e1.1>1");
	expect(Object.entries(marks).map(([name, bytes]) => [name, bytes.length])).toEqual([
		...[["Kind", 1] as const, ["Length", 1] as const, ["Mask", 4] as const],
		["Payload", contextFor(streamRun("websocket"), "e1.1>1").content.length - 6],
	]);
});

it("fields of HTTP/2 are compressed again, and the size agrees with the recorded one", () => {
	const run = shopRun("rtt: 60ms, over: http/2, tls: 1.3, detail: packets");
	const reading = hpack.read(contextFor(run, "e1.1>"));
	expect(reading).toMatchObject({ name: "HPACK fields", origin: "computed" });
	expect(reading?.note).toContain("agrees with the recorded one");
	expect(reading?.facts?.[0]).toEqual([":method: GET", "1 B, whole from the table: 82"]);
	expect(hpack.read(contextFor(galleryRun("lost-reply"), "e1.1>"))).toBeUndefined();
});

it("fields of an answer of gRPC too, with its trailers behind a content that is not wholly kept", () => {
	const [workload] = comparedWorkloads;
	const way = workload?.variants.find(({ protocol }) => protocol === "grpc");
	const parsed = parseScenario(way?.scenario({ rtt: "50ms" }) ?? "");
	if (!parsed.ok) throw new Error("not a scenario");
	const result = simulate(parsed.value);
	if (!result.ok) throw new Error(result.problem);
	const reading = hpack.read(contextFor(createRun(result.trace), "e1.1<"));
	expect(reading?.note).toContain("agrees with the recorded one");
});

it("nothing is said of compressed fields where the size doesn't agree", () => {
	const context = contextFor(shopRun("rtt: 60ms, over: http/2, tls: 1.3"), "e1.1>");
	const message = { ...context.message, size: context.message.size + 1 };
	const run = { ...context.run, messages: [message] };
	expect(hpack.read({ ...context, run, message })).toMatchObject({ gist: "not kept" });
});
