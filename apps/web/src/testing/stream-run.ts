import {
	createTrace,
	type EventDraft,
	type EventKind,
	type Nanoseconds,
	NS_PER_MS,
	parseScenario,
	type Trace,
} from "@roundtrip/model";
import { createRun, type Run } from "../lab/run.ts";

const SCENARIO = `
roundtrip: 1
title: A stream by hand
types: { News: { id: number, title: text 20B } }
nodes: { reader: { is: client }, paper: { is: server } }
links: { reader -> paper: { rtt: 60ms } }
routes: { paper: { POST /news: [{ publish: news }, { reply: 201 }], sse /news: [{ subscribe: news }], websocket /chat: [{ each: [{ send: 1 }] }] } }
traffic: [{ reader: REQUEST }]
`;

/** What is the same in all events of a call. */
const CALL = { exchange: 1, attempt: 1, call: "e1.1" } as const;
const CONNECTION = "reader#1";

/** A run written by hand: a reader, a paper and a stream between them, for tests. */
export function streamRun(protocol: "sse" | "websocket" = "sse"): Run {
	return createRun(protocol === "sse" ? newsTrace() : chatTrace());
}

/** Two events of Server-Sent Events are published and sent; the reader leaves after the second. */
function newsTrace(): Trace {
	const hand = byHand("sse /news");
	opened(hand, "sse /news", "200 OK", SSE_HEAD);
	for (const [nth, ms] of [
		[1, 400],
		[2, 700],
	] as const) {
		hand.add("published", "paper", ms, { ...CALL, data: { channel: "news", number: nth } });
		hand.message(`e1.1<${nth}`, "paper", "reader", ms, ms + 30, {
			summary: `item ${nth}`,
			size: 58,
			body: `id: ${nth}\ndata: {"id":${nth},"title":"lorem ipsum dolor si"}\n\n`,
		});
	}
	const why = "left" as const;
	hand.add("closed", "reader", 730, { ...CALL, connection: CONNECTION, data: { to: "paper", why } });
	hand.add("settled", "reader", 730, { ...CALL, data: { belief: "ok", status: 200, why } });
	return hand.trace;
}

/** The reader says something, is answered, and both close. */
function chatTrace(): Trace {
	const hand = byHand("websocket /chat");
	opened(
		hand,
		"websocket /chat",
		"101 Switching Protocols",
		"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n",
	);
	const said = "\x81\x85\x01\x02\x03\x04igohn";
	hand.message("e1.1>1", "reader", "paper", 200, 230, { summary: "item 1", size: 11, body: said });
	hand.message("e1.1<1", "paper", "reader", 231, 261, { summary: "item 1", size: 7, body: "\x81\x05hello" });
	hand.message("e1.1>end", "reader", "paper", 300, 330, {
		summary: "end",
		size: 8,
		body: "\x88\x82\x01\x02\x03\x04\x02\xea",
	});
	hand.message("e1.1<end", "paper", "reader", 331, 361, { summary: "end", size: 4, body: "\x88\x02\x03\xe8" });
	hand.add("settled", "reader", 361, { ...CALL, data: { belief: "ok", status: 101, why: "answered" } });
	return hand.trace;
}

const SSE_HEAD =
	"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncache-control: no-cache\r\ntransfer-encoding: chunked\r\n\r\n";

function opened(hand: Hand, request: string, status: string, head: string): void {
	const start = request.replace(/^\w+/, "GET");
	const asked = { summary: start, size: 120, head: `${start} HTTP/1.1\r\nhost: paper\r\n\r\n`, body: "" };
	hand.add("begun", "reader", 0, { ...CALL, data: { to: "paper", request } });
	hand.add("connecting", "reader", 0, { ...CALL, connection: CONNECTION, data: { to: "paper" } });
	hand.add("connected", "reader", 60, { ...CALL, connection: CONNECTION, data: { to: "paper" } });
	hand.message("e1.1>", "reader", "paper", 60, 90, asked);
	hand.add("started", "paper", 90, { ...CALL, data: {} });
	hand.add("replied", "paper", 90, { ...CALL, data: { status: Number.parseInt(status, 10) } });
	hand.message("e1.1<", "paper", "reader", 90, 120, { summary: status, size: head.length, head, body: "" });
}

interface Said {
	readonly summary: string;
	readonly size: number;
	readonly head?: string;
	readonly body: string;
}

interface Hand {
	readonly trace: Trace;
	add(kind: EventKind, node: string, ms: number, rest: object): void;
	/** Its sending; its arrival takes its place in time when what follows it is added. */
	message(message: string, from: string, to: string, sentMs: number, deliveredMs: number, said: Said): void;
}

function byHand(request: string): Hand {
	const parsed = parseScenario(SCENARIO.replace("REQUEST", request));
	if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
	const trace = createTrace({
		...{ trace: 1, world: "simulated", seed: 1, versions: {}, fidelity: { "http/1.1": "bytes", tcp: "model" } },
		scenario: parsed.value,
	});
	const add: Hand["add"] = (kind, node, ms, rest) => {
		const at: Nanoseconds = ms * NS_PER_MS;
		const causes = trace.length === 0 ? [] : [trace.length - 1];
		// Written by hand: what belongs to a kind is not checked here.
		trace.append({ at, node, kind, causes, ...rest } as unknown as EventDraft);
	};
	return {
		trace,
		add,
		message(message, from, to, sentMs, deliveredMs, data) {
			const way = { ...CALL, message, connection: CONNECTION };
			add("sent", from, sentMs, { ...way, data: { to, ...data } });
			add("delivered", to, deliveredMs, { ...way, data: { from } });
		},
	};
}
