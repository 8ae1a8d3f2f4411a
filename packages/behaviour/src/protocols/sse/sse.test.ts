import { createParser } from "eventsource-parser";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { utf8Octets } from "../../messages/utf8.ts";
import { encodeHeartbeat, encodeServerEvent } from "./item.ts";
import { type EventStreamItem, EventStreamParser } from "./parser.ts";
import { EVENT_STREAM_REPLY } from "./reply.ts";
import { eventStreamRequest } from "./request.ts";

type Told = Extract<EventStreamItem, { is: "event" | "retry" }>;

function parts(octets: string, cuts: readonly number[]): string[] {
	const at = [0, ...cuts.map((cut) => cut % (octets.length + 1)).sort((one, other) => one - other), octets.length];
	return at.slice(1).map((end, index) => octets.slice(at[index], end));
}

function read(octets: string, cuts: readonly number[] = []): readonly EventStreamItem[] {
	const parser = new EventStreamParser();
	return parts(octets, cuts).flatMap((part) => parser.take(part));
}

/** As the package eventsource-parser reads it; it knows no last id of its own. */
function peerReads(text: string): readonly Told[] {
	const told: Told[] = [];
	let lastEventId = "";
	const parser = createParser({
		onEvent: ({ id, event, data }) => {
			lastEventId = id ?? lastEventId;
			told.push({ is: "event", type: event || "message", data, lastEventId });
		},
		onRetry: (afterMs) => told.push({ is: "retry", afterMs }),
	});
	parser.feed(text);
	return told;
}

const lineEnds = fc.constantFrom("\n", "\r", "\r\n");
const names = fc.constantFrom("data", "event", "id", "retry", "", "dat", "Data", "data ");
const values = fc.oneof(
	fc.string({ unit: fc.constantFrom("a", " ", ":", "1", "é", "😀", "\0"), maxLength: 6 }),
	fc.constantFrom("10", "2500", "-1"),
);
const lines = fc.oneof(
	{ weight: 4, arbitrary: fc.tuple(names, fc.constantFrom(":", ": ", ""), values).map((all) => all.join("")) },
	{ weight: 3, arbitrary: fc.constant("") },
);
const streams = fc
	.tuple(fc.boolean(), fc.array(fc.tuple(lines, lineEnds), { maxLength: 30 }))
	.map(([hasBom, all]) => (hasBom ? "\ufeff" : "") + all.flat().join(""));
const cuts = fc.array(fc.nat(), { maxLength: 12 });

describe("a stream of events", () => {
	it("is read the same however its bytes are cut", () => {
		fc.assert(
			fc.property(streams, cuts, (text, at) => {
				const octets = utf8Octets(text);
				expect(read(octets, at)).toEqual(read(octets));
			}),
			{ seed: 321, numRuns: 1_000 },
		);
	});

	it("gives the events that eventsource-parser reads of it", () => {
		const isSaid = (item: EventStreamItem): item is Told => item.is === "event" || item.is === "retry";
		fc.assert(
			fc.property(streams, (text) => {
				// The peer waits for what follows a CR at the end of a chunk, and takes a mark of byte order for text.
				const own = read(utf8Octets(`${text}x`)).filter(isSaid);
				const peer = peerReads(`${text.replace(/^\ufeff/, "")}x`);
				const bare = (item: Told) => (item.is === "event" ? { type: item.type, data: item.data } : item);
				expect(own.map(bare)).toEqual(peer.map(bare));
			}),
			{ seed: 322, numRuns: 1_000 },
		);
	});

	it("gives back what was written into it", () => {
		const word = fc.string({ unit: "grapheme" }).filter((text) => !/[\r\n\0]/.test(text));
		const event = fc.record({ id: word, event: word.filter((text) => text !== ""), data: word });
		fc.assert(
			fc.property(fc.array(event, { maxLength: 5 }), cuts, (events, at) => {
				const octets = events.map(encodeServerEvent).join(encodeHeartbeat("still here"));
				const told = read(octets, at).filter(({ is }) => is === "event");
				expect(told).toEqual(events.map(({ id, event: type, data }) => ({ is: "event", type, data, lastEventId: id })));
			}),
			{ seed: 323 },
		);
	});

	it("carries data of several lines, whichever line ends they have", () => {
		const octets = encodeServerEvent({ data: "one\rtwo\r\n\nfour" });
		expect(octets).toBe("data: one\ndata: two\ndata: \ndata: four\n\n");
		expect(read(octets)).toEqual([{ is: "event", type: "message", data: "one\ntwo\n\nfour", lastEventId: "" }]);
	});

	it("says its parts in this order, in UTF-8", () => {
		expect(encodeServerEvent({ data: "é", event: "news", id: "7", retryMs: 3_000 })).toBe(
			"retry: 3000\nid: 7\nevent: news\ndata: \u00c3\u00a9\n\n",
		);
		expect(encodeHeartbeat()).toBe(": \n\n");
	});

	it("refuses to write what would be read as something else", () => {
		expect(() => encodeServerEvent({ id: "1\ndata: x" })).toThrow("one line");
		expect(() => encodeHeartbeat("a\rb")).toThrow("one line");
	});

	it("counts an id without data, and forgets no id that an event lacks", () => {
		const parser = new EventStreamParser();
		parser.take("id: 1\n\ndata: a\n\n");
		expect(parser.lastEventId).toBe("1");
		expect(parser.take("id\ndata: b\n\n")).toEqual([{ is: "event", type: "message", data: "b", lastEventId: "" }]);
	});

	it("loses its last event where the empty line has not come", () => {
		expect(read("data: a\n\ndata: b\n")).toHaveLength(1);
	});

	it("is given up where one event takes more than its reader can bear", () => {
		const parser = new EventStreamParser(100);
		expect(parser.take(": only a comment\n".repeat(50)).every(({ is }) => is === "comment")).toBe(true);
		expect(parser.take(`data: ${"x".repeat(60)}\n`)).toEqual([]);
		expect(parser.take(`data: ${"x".repeat(60)}`)).toEqual([{ is: "too-long" }]);
		expect(parser.take("\n\ndata: y\n\n")).toEqual([]);
	});
});

describe("the question for a stream of events", () => {
	it("names the last event only where it comes back", () => {
		const fieldNames = (lastEventId?: string): string[] =>
			eventStreamRequest({ path: "/live", isSecured: false, lastEventId }).fields.map(([name]) => name);
		expect(fieldNames("")).toEqual(fieldNames());
		expect(fieldNames("7").filter((name) => !fieldNames().includes(name))).toEqual(["last-event-id"]);
	});

	it("is answered by a head whose content has no length", () => {
		expect(EVENT_STREAM_REPLY.fields.map(([name]) => name)).toEqual(["content-type", "cache-control"]);
	});
});
