import { describe, expect, it } from "vitest";
import { type HubSetting, hub, WAYS } from "./testing/hub.ts";
import { played, story } from "./testing/play.ts";

function told(setting: HubSetting, only: RegExp): readonly string[] {
	return story(played(hub(setting), { keepPackets: false }), only);
}

const HTTP1 = WAYS.filter((over) => !over.includes("http/2"));
const HTTP2 = WAYS.filter((over) => over.includes("http/2"));

describe.each(WAYS)("a stream over links with %s", (over) => {
	it("begins with a head, goes on with items and has an end; it holds no worker", () => {
		const routes = "GET /log: [ { work: 5ms }, { send: 3, every: 1s, size: 100B } ], GET /: [ { reply: 200 } ]";
		const traffic = "{ ann: GET /log }, { bob: GET /, at: 1s }";
		expect(told({ over, routes, traffic }, / (?!begun|conn)\w+ e1\.1|bob settled/)).toEqual([
			"100 ann sent e1.1> GET /log",
			"150 hub delivered e1.1>",
			"150 hub started e1.1",
			"155 hub replied e1.1 200",
			"155 hub sent e1.1< 200 OK",
			"155 hub sent e1.1<1 item 1",
			"205 ann delivered e1.1<",
			"205 ann delivered e1.1<1",
			"1080 bob settled e2.1 ok, answered",
			"1155 hub sent e1.1<2 item 2",
			"1205 ann delivered e1.1<2",
			"2155 hub sent e1.1<3 item 3",
			"2155 hub sent e1.1<end end",
			"2205 ann delivered e1.1<3",
			"2205 ann delivered e1.1<end",
			"2205 ann settled e1.1 ok, answered",
		]);
	});

	it("goes on past the timeout of its client, which bounds the wait for its head", () => {
		const late = { over, ann: "timeout: 300ms", traffic: "ann: GET /log" };
		const patient = told({ ...late, routes: "GET /log: [ { send: 2, every: 1s, size: 9B } ]" }, /settled/);
		expect(patient).toEqual(["1200 ann settled e1.1 ok, answered"]);
		const slow = told(
			{ ...late, routes: "GET /log: [ { work: 2s }, { send: 2, every: 1s, size: 9B } ]" },
			/e1.1$|settled/,
		);
		expect(slow).toContain("300 ann timed-out e1.1");
	});

	it("ends where a database or a server fails that it needs", () => {
		const routes = "GET /log: [ { send: 1, size: 9B }, { ask: desk, request: GET /bad }, { send: 1, size: 9B } ]";
		expect(told({ over, routes, traffic: "bob: GET /log" }, /hub sent e1.1<|settled/)).toEqual([
			"60 hub sent e1.1< 200 OK",
			"60 hub sent e1.1<1 item 1",
			"80 hub sent e1.1<end end",
			"100 bob settled e1.1 ok, answered",
		]);
	});
});

const LIVE = "sse /live: [ { subscribe: news } ], POST /news: [ { publish: news, size: 20B }, { reply: 204 } ]";

describe.each(WAYS)("live updates over links with %s", (over) => {
	it("reach everyone who has subscribed, until they leave", () => {
		const traffic = `{ ann: POST /news }, { ann: sse /live, items: 2, at: 10ms }, { bob: sse /live, stay: 1500ms, at: 200ms },
			{ ann: POST /news, at: 1s, times: 3, every: 300ms }`;
		const closed = (line: string): readonly string[] => (over.includes("http/2") ? [] : [line]);
		expect(told({ over, routes: LIVE, traffic }, / e[23].1(<\d|.* left$| left$)|published/)).toEqual([
			"150 hub published e1.1",
			"1050 hub published e4.1",
			"1050 hub sent e2.1<1 item 1",
			"1050 hub sent e3.1<1 item 1",
			"1070 bob delivered e3.1<1",
			"1100 ann delivered e2.1<1",
			"1350 hub published e5.1",
			"1350 hub sent e2.1<2 item 2",
			"1350 hub sent e3.1<2 item 2",
			"1370 bob delivered e3.1<2",
			"1400 ann delivered e2.1<2",
			...closed("1400 ann closed e2.1 left"),
			"1400 ann settled e2.1 ok, left",
			"1650 hub published e6.1",
			"1650 hub sent e3.1<3 item 3",
			"1670 bob delivered e3.1<3",
			...closed("1700 bob closed e3.1 left"),
			"1700 bob settled e3.1 ok, left",
		]);
	});

	it("say which publishing they came of, and the client knows with which status it was begun", () => {
		const traffic = "{ ann: sse /live, items: 1 }, { bob: POST /news, at: 1s }";
		const events = [...played(hub({ over, routes: LIVE, traffic })).events()];
		const published = events.find(({ kind }) => kind === "published");
		const item = events.find((event) => event.kind === "sent" && event.message === "e1.1<1");
		expect(item?.causes).toContain(published?.seq);
		expect(item?.kind === "sent" && item.data.body).toBe("id: 1\ndata: There and back again\n\n");
		const settled = events.find((event) => event.kind === "settled" && event.exchange === 1);
		expect(settled?.data).toEqual({ belief: "ok", status: 200, why: "left" });
	});
});

describe.each(WAYS)("the death of a server over links with %s", (over) => {
	it("breaks its streams; who comes back goes on where it was", () => {
		const routes = "sse /log: [ { send: 4, every: 1s, size: 100B } ]";
		const faults = "{ crash: hub, at: 2s, restart-at: 2040ms }";
		expect(told({ over, routes, traffic: "ann: sse /log", faults }, /hub sent|crashed|closed|settled|retried/)).toEqual(
			[
				"150 hub sent e1.1< 200 OK",
				"150 hub sent e1.1<1 item 1",
				"1150 hub sent e1.1<2 item 2",
				"2000 hub crashed",
				"2050 ann closed e1.1 reset",
				"2150 ann retried e1.2",
				"2300 hub sent e1.2< 200 OK",
				"2300 hub sent e1.2<1 item 1",
				"3300 hub sent e1.2<2 item 2",
				"3300 hub sent e1.2<end end",
				"3350 ann settled e1.2 ok, answered",
			],
		);
	});

	it("takes with it what was published, and who waited for it", () => {
		const faults = "{ crash: hub, at: 1500ms, restart-at: 1600ms }";
		const traffic = "{ ann: sse /live, items: 2 }, { bob: POST /news, at: 1s, times: 2, every: 1s }";
		expect(told({ over, routes: LIVE, traffic, faults }, / e1..(<\d|.*settled)| closed|left/)).toEqual([
			"1060 hub sent e1.1<1 item 1",
			"1110 ann delivered e1.1<1",
			"1520 bob closed e2.1 reset",
			"1550 ann closed e1.1 reset",
			"2060 hub sent e1.2<1 item 1",
			"2110 ann delivered e1.2<1",
			...(over.includes("http/2") ? [] : ["2110 ann closed e1.2 left"]),
			"2110 ann settled e1.2 ok, left",
		]);
	});
});

describe.each(WAYS)("faults in a stream over links with %s", (over) => {
	const routes = "sse /log: [ { send: 3, every: 100ms, size: 100B } ]";
	const faulty = (faults: string, traffic = "ann: sse /log"): readonly string[] =>
		told({ over, routes, traffic, faults }, /delivered e1..<|lost|settled/);

	it("an item that is lost takes all behind it with it", () => {
		expect(faulty("{ lose: e1.1<2 }", "ann: sse /log, stay: 5s")).toEqual([
			"200 ann delivered e1.1<",
			"200 ann delivered e1.1<1",
			"275 hub lost e1.1<2 fault at 0.5",
			"375 hub lost e1.1<3 fault at 0.5",
			"375 hub lost e1.1<end fault at 0.5",
			"5000 ann settled e1.1 ok, left",
		]);
	});

	it("an item, or the head, that is held up holds up all behind it", () => {
		const late = ["<1", "<2", "<3", "<end"].map((item) => `700 ann delivered e1.1${item}`);
		const end = "700 ann settled e1.1 ok, answered";
		expect(faulty("{ delay: e1.1<1, by: 500ms }")).toEqual(["200 ann delivered e1.1<", ...late, end]);
		expect(faulty("{ delay: e1.1<, by: 500ms }")).toEqual(["700 ann delivered e1.1<", ...late, end]);
	});

	it("a head that is lost lets its client give up and try again", () => {
		// HTTP/1.1 has to open another connection for that.
		const overMs = over.includes("http/2") ? 3_400 : 3_500;
		expect(faulty("{ lose: e1.1< }").at(-1)).toBe(`${overMs} ann settled e1.2 ok, answered`);
	});
});

describe.each(HTTP1)("a WebSocket over links with %s", (over) => {
	const room = "websocket /chat: [ { each: [ { publish: room } ] }, { subscribe: room } ]";

	it("is a room: what one says all hear, themselves included", () => {
		const traffic =
			"{ ann: websocket /chat, send: 2, send-every: 500ms, size: 10B }, { bob: websocket /chat, items: 2 }";
		expect(told({ over, routes: room, traffic }, /e..1[<>](\d|end)|published|closed|settled/)).toEqual([
			"200 ann sent e1.1>1 item 1",
			"250 hub delivered e1.1>1",
			"250 hub published e1.1",
			"250 hub sent e2.1<1 item 1",
			"250 hub sent e1.1<1 item 1",
			"270 bob delivered e2.1<1",
			"300 ann delivered e1.1<1",
			"700 ann sent e1.1>2 item 2",
			"700 ann sent e1.1>end end",
			"750 hub delivered e1.1>2",
			"750 hub published e1.1",
			"750 hub sent e2.1<2 item 2",
			"750 hub sent e1.1<2 item 2",
			"750 hub delivered e1.1>end",
			"750 hub sent e1.1<end end",
			"770 bob delivered e2.1<2",
			"770 bob sent e2.1>end end",
			"770 bob closed e2.1 left",
			"770 bob settled e2.1 ok, left",
			"790 hub delivered e2.1>end",
			"790 hub sent e2.1<end end",
			"800 ann delivered e1.1<2",
			"800 ann delivered e1.1<end",
			"800 ann closed e1.1 done",
			"800 ann settled e1.1 ok, answered",
			"810 hub lost e2.1<end closed at 1",
		]);
	});

	it("is closed as soon as its client says so: what its server still works on is done, and answered to nobody", () => {
		const routes =
			"websocket /chat: [ { each: [ { work: 100ms }, { publish: room }, { send: 1 } ] }, { subscribe: room } ]";
		const traffic = "ann: websocket /chat, send: 2, size: 10B";
		expect(told({ over, routes, traffic }, /e..1[<>](\d|end)|published|closed|settled/)).toEqual([
			"200 ann sent e1.1>1 item 1",
			"200 ann sent e1.1>2 item 2",
			"200 ann sent e1.1>end end",
			"250 hub delivered e1.1>1",
			"250 hub delivered e1.1>2",
			"250 hub delivered e1.1>end",
			"250 hub sent e1.1<end end",
			"300 ann delivered e1.1<end",
			"300 ann closed e1.1 done",
			"300 ann settled e1.1 ok, answered",
			"350 hub published e1.1",
			"350 hub sent e1.1<1 item 1",
			"350 hub lost e1.1<1 closed at 0",
			"450 hub published e1.1",
			"450 hub sent e1.1<2 item 2",
			"450 hub lost e1.1<2 closed at 0",
		]);
	});

	it("is closed by a client who knows how many answers there are when it has the last one", () => {
		const routes = "websocket /chat: [ { send: 1 }, { each: [ { work: 100ms }, { send: 2 } ] } ]";
		const traffic = "ann: websocket /chat, send: 1, size: 10B";
		expect(told({ over, routes, traffic }, /e..1[<>](\d|end)|closed|settled/)).toEqual([
			"150 hub sent e1.1<1 item 1",
			"200 ann sent e1.1>1 item 1",
			"200 ann delivered e1.1<1",
			"250 hub delivered e1.1>1",
			"350 hub sent e1.1<2 item 2",
			"350 hub sent e1.1<3 item 3",
			"400 ann delivered e1.1<2",
			"400 ann delivered e1.1<3",
			"400 ann sent e1.1>end end",
			"450 hub delivered e1.1>end",
			"450 hub sent e1.1<end end",
			"500 ann delivered e1.1<end",
			"500 ann closed e1.1 done",
			"500 ann settled e1.1 ok, answered",
		]);
	});

	it("is asked at an interval whether its client is there, whose library answers", () => {
		const routes = "websocket /chat: [ { send: 2, every: 2100ms, size: 10B } ]";
		const server = "websocket: { ping: 1s }";
		expect(told({ over, routes, server, traffic: "ann: websocket /chat" }, /e..1[<>]p|e..1[<>]end|closed/)).toEqual([
			"1000 hub sent e1.1<ping1 ping1",
			"1050 ann delivered e1.1<ping1",
			"1050 ann sent e1.1>pong1 pong1",
			"1100 hub delivered e1.1>pong1",
			"2000 hub sent e1.1<ping2 ping2",
			"2050 ann delivered e1.1<ping2",
			"2050 ann sent e1.1>pong2 pong2",
			"2100 hub delivered e1.1>pong2",
			"2250 hub sent e1.1<end end",
			"2300 ann delivered e1.1<end",
			"2300 ann closed e1.1 done",
		]);
	});

	it("is ended when its client doesn't answer before the next ping, though nothing else goes on", () => {
		const routes = "websocket /chat: [ { subscribe: room } ], POST /say: [ { publish: room }, { reply: 201 } ]";
		const [server, faults] = ["websocket: { ping: 1s }", "{ lose: e1.1>pong1 }"];
		const traffic = "{ ann: websocket /chat }, { bob: POST /say, at: 1100ms }";
		expect(told({ over, routes, server, faults, traffic }, /e1.1[<>][1p]|closed e1.1|e1.2</)).toEqual([
			"1000 hub sent e1.1<ping1 ping1",
			"1050 ann delivered e1.1<ping1",
			"1050 ann sent e1.1>pong1 pong1",
			"1075 ann lost e1.1>pong1 fault at 0.5",
			"1160 hub sent e1.1<1 item 1",
			"1210 ann delivered e1.1<1",
			"2000 hub closed e1.1 no-pong",
			"2050 ann closed e1.1 reset",
			"2300 hub sent e1.2< 101 Switching Protocols",
			"2350 ann delivered e1.2<",
		]);
	});

	it("that only listens lets a run end, however long its server would ask", () => {
		const routes =
			"websocket /chat: [ { subscribe: room } ], POST /say: [ { publish: room, size: 10B }, { reply: 201 } ]";
		const server = "websocket: { ping: 1s }";
		const traffic = "{ ann: websocket /chat }, { bob: POST /say, at: 3500ms }";
		expect(told({ over, routes, server, traffic }, /sent e1.1<p/)).toHaveLength(3);
	});

	it("whose server is stopped in order hears that it goes away, and its client comes back", () => {
		const routes = "websocket /chat: [ { send: 9, every: 300ms, size: 10B } ]";
		const faults = "{ crash: hub, at: 500ms, restart-at: 600ms, orderly: true }";
		expect(
			told(
				{ over, routes, faults, traffic: "ann: websocket /chat" },
				/e1.1<[2e]|crashed|closed e1.1|e1.2<1$|delivered e1.2<1$|sent e1.2<1 /,
			),
		).toEqual([
			"450 hub sent e1.1<2 item 2",
			"500 hub sent e1.1<end end 1001",
			"500 hub crashed",
			"500 ann delivered e1.1<2",
			"550 ann delivered e1.1<end",
			"550 ann closed e1.1 done",
			"800 hub sent e1.2<1 item 1",
			"850 ann delivered e1.2<1",
		]);
	});

	it("is closed by a server who gets more at once than it takes; that is no success", () => {
		const routes = "websocket /chat: [ { each: [ { send: 1 } ] } ]";
		const server = "websocket: { limit: 200B }";
		const traffic = "{ ann: websocket /chat, send: 2, size: 201B }, { bob: websocket /chat, send: 1, size: 200B }";
		expect(told({ over, routes, server, traffic }, /e1.1[<>][12e]|e2.1<[1e]|settled/)).toEqual([
			"100 hub sent e2.1<1 item 1",
			"120 bob delivered e2.1<1",
			"140 hub sent e2.1<end end",
			"160 bob delivered e2.1<end",
			"160 bob settled e2.1 ok, answered",
			"200 ann sent e1.1>1 item 1",
			"200 ann sent e1.1>2 item 2",
			"250 hub delivered e1.1>1",
			"250 hub sent e1.1<end end 1009",
			"250 ann lost e1.1>2 closed at 1",
			"300 ann delivered e1.1<end",
			"300 ann settled e1.1 failed, answered",
		]);
	});

	it("carries frames as they are: masked ones there, bare ones back", () => {
		const traffic = "ann: websocket /chat, send: 1, size: 10B";
		const sizes = [...played(hub({ over, routes: room, traffic })).events()].flatMap((event) =>
			event.kind === "sent" && /[<>]./.test(event.message) ? [`${event.message} ${event.data.size}`] : [],
		);
		expect(sizes).toEqual(["e1.1>1 16", "e1.1>end 8", "e1.1<1 12", "e1.1<end 4"]);
	});
});

describe.each(HTTP1)("a subscription of GraphQL over a WebSocket, over links with %s", (over) => {
	const server = "websocket: { subscriptions: true }";

	it("begins with a welcome, and ends when its client has heard that all is said", () => {
		const routes = "graphql subscription news: [ { send: 1 } ]";
		const said = told({ over, routes, server, traffic: "ann: graphql subscription news" }, /e1.1[<>]|closed|settled/);
		expect(said).toEqual([
			"100 ann sent e1.1> GET /graphql",
			"150 hub delivered e1.1>",
			"150 hub sent e1.1< 101 Switching Protocols",
			"200 ann delivered e1.1<",
			"200 ann sent e1.1>1 item 1",
			"250 hub delivered e1.1>1",
			"250 hub sent e1.1<1 item 1",
			"300 ann delivered e1.1<1",
			"300 ann sent e1.1>2 item 2",
			"350 hub delivered e1.1>2",
			"350 hub sent e1.1<2 item 2",
			"350 hub sent e1.1<3 item 3",
			"400 ann delivered e1.1<2",
			"400 ann delivered e1.1<3",
			"400 ann sent e1.1>end end",
			"450 hub delivered e1.1>end",
			"450 hub sent e1.1<end end",
			"500 ann delivered e1.1<end",
			"500 ann closed e1.1 done",
			"500 ann settled e1.1 ok, answered",
		]);
	});

	it("is told by a client who leaves that it wants no more", () => {
		const routes = "graphql subscription news: [ { send: 9, every: 500ms } ]";
		const traffic = "ann: graphql subscription news, items: 1";
		expect(told({ over, routes, server, traffic }, /e1.1>(3|end)|e1.1<[345]|settled/)).toEqual([
			"400 ann sent e1.1>3 item 3",
			"400 ann sent e1.1>end end",
			"400 ann settled e1.1 ok, left",
			"450 hub delivered e1.1>3",
			"450 hub delivered e1.1>end",
		]);
	});
});

describe.each(HTTP2)("gRPC over links with %s", (over) => {
	it("goes both ways at once", () => {
		const routes = "grpc Chat/Talk: [ { each: [ { work: 1ms }, { send: 1 } ] } ]";
		const traffic = "ann: grpc Chat/Talk, send: 2, send-every: 500ms, size: 10B";
		expect(told({ over, routes, traffic }, /sent|delivered|settled/)).toEqual([
			"100 ann sent e1.1> POST /Chat/Talk",
			"100 ann sent e1.1>1 item 1",
			"150 hub delivered e1.1>",
			"150 hub sent e1.1< 200 OK",
			"150 hub delivered e1.1>1",
			"151 hub sent e1.1<1 item 1",
			"200 ann delivered e1.1<",
			"201 ann delivered e1.1<1",
			"600 ann sent e1.1>2 item 2",
			"600 ann sent e1.1>end end",
			"650 hub delivered e1.1>2",
			"650 hub delivered e1.1>end",
			"651 hub sent e1.1<2 item 2",
			"651 hub sent e1.1<end end",
			"701 ann delivered e1.1<2",
			"701 ann delivered e1.1<end",
			"701 ann settled e1.1 ok, answered",
		]);
	});

	it("tells of a failure in trailers, which is what its client goes by", () => {
		const routes = "grpc Chat/Say: [ { ask: desk, request: GET /bad }, { reply: 200 } ]";
		expect(told({ over, routes, traffic: "bob: grpc Chat/Say" }, /hub sent e1.1<|settled/)).toEqual([
			"80 hub sent e1.1< 200 OK",
			"100 bob settled e1.1 failed, answered",
		]);
	});

	it("says after what is known not to be heard any more nothing", () => {
		const routes = "grpc Chat/Listen: [ { each: [ { publish: room } ] }, { subscribe: room } ]";
		const traffic = "{ ann: grpc Chat/Listen, send: 3, send-every: 400ms, size: 10B, items: 2 }";
		expect(told({ over, routes, traffic }, /sent e1.1[<>]\d|lost|settled/)).toEqual([
			"100 ann sent e1.1>1 item 1",
			"150 hub sent e1.1<1 item 1",
			"500 ann sent e1.1>2 item 2",
			"550 hub sent e1.1<2 item 2",
			"600 ann settled e1.1 ok, left",
		]);
	});
});

describe("how large the parts of a stream are", () => {
	const sizesOver = (over: string): readonly string[] => {
		const routes = "GET /log: [ { send: 1, size: 100B } ]";
		return [...played(hub({ over, routes, traffic: "ann: GET /log" })).events()].flatMap((event) =>
			event.kind === "sent" && /<./.test(event.message) ? [`${event.message} ${event.data.size}`] : [],
		);
	};

	it("over HTTP/1.1: chunks with their sizes, and a last one of 5 bytes", () => {
		expect(sizesOver("")).toEqual(["e1.1<1 106", "e1.1<end 5"]);
	});

	it("over HTTP/2: frames with their headers, and an empty one", () => {
		expect(sizesOver("over: http/2")).toEqual(["e1.1<1 109", "e1.1<end 9"]);
	});
});
