import type { Trace } from "@roundtrip/model";
import { describe, expect, it } from "vitest";
import { expectSameShape, inBothWorlds, PATIENCE, scenarioOf } from "../testing/both-worlds.ts";
import { sample } from "../testing/sample.ts";

const NODES = `
types: { Post: { title: text 20B, likes: number } }
nodes:
  ann: { is: client, timeout: 3s, retry: { attempts: 5, backoff: 200ms, jitter: none } }
  bob: { is: client }
  hub: { is: server }
  desk: { is: server }
  store: { is: database }
`;

const HTTP1 = `${NODES}
links: { ann -> hub: { rtt: 40ms }, bob -> hub: { rtt: 20ms }, hub -> desk: { rtt: 10ms }, desk -> store: { rtt: 4ms } }`;
const SECURED = `${NODES}
links: { ann -> hub: { rtt: 40ms, over: http/2, tls: 1.3 }, bob -> hub: { rtt: 20ms } }`;
const HTTP2 = HTTP1.replace("ann -> hub: { rtt: 40ms }", "ann -> hub: { rtt: 40ms, over: http/2 }");

/** By what they are about. */
const CONVERSATIONS: Readonly<Record<string, string>> = {
	"a server that asks another, twice at once": `${HTTP1}
routes:
  hub: { POST /orders: [ { ask: desk, request: POST /charge, size: 50B }, { reply: 201 }, { ask: desk, request: GET /stock, times: 2, at-once: true } ] }
  desk: { POST /charge: [ { query: store, effect: charge, times: 2 }, { reply: 201 } ], GET /stock: [ { reply: 200 } ] }
traffic: [ { ann: POST /orders } ]`,
	"events for two subscribers": `${HTTP1}
routes: { hub: { sse /news: [ { subscribe: news } ], POST /news: [ { publish: news }, { reply: 201 } ] } }
traffic:
  - { ann: sse /news, items: 2 }
  - { bob: POST /news, at: 300ms, every: 100ms, times: 2, body: "hello" }`,
	"a stream in chunks": `${HTTP1}
routes: { hub: { GET /log: [ { send: 3, every: 50ms, size: 100B } ] } }
traffic: [ { ann: GET /log } ]`,
	"a stream in frames": `${HTTP2}
routes: { hub: { GET /log: [ { send: 3, every: 50ms, size: 100B } ] } }
traffic: [ { ann: GET /log } ]`,
	"long polling": `${HTTP1}
routes: { hub: { GET /news: [ { wait: news, at-most: 400ms }, { reply: 200 } ], POST /news: [ { publish: news }, { reply: 201 } ] } }
traffic: [ { ann: GET /news, times: 2, one-by-one: true }, { bob: POST /news, at: 200ms, body: "hello" } ]`,
	"a chat over WebSocket": `${HTTP1}
routes: { hub: { websocket /chat: [ { each: [ { publish: room } ] }, { subscribe: room } ] } }
traffic: [ { ann: websocket /chat, items: 3 }, { bob: websocket /chat, at: 300ms, send: 3, send-every: 50ms, body: "hi" } ]`,
	"a WebSocket that its server ends": `${HTTP1}
routes: { hub: { websocket /clock: [ { send: 3, every: 50ms, body: "tick" } ] } }
traffic: [ { ann: websocket /clock } ]`,
	"one call of gRPC": `${HTTP2}
routes: { hub: { grpc Feed/List: [ { reply: 200, data: 3 Post } ] } }
traffic: [ { ann: grpc Feed/List } ]`,
	"a conversation of gRPC": `${HTTP2}
routes: { hub: { grpc Feed/Talk: [ { each: [ { send: 1, data: Post } ] } ] } }
traffic: [ { ann: grpc Feed/Talk, send: 3, send-every: 50ms, size: 30B } ]`,
	"a stream of gRPC": `${HTTP2}
routes: { hub: { grpc Feed/Watch: [ { send: 3, every: 50ms, data: Post } ] } }
traffic: [ { ann: grpc Feed/Watch } ]`,
	"gRPC and Connect with deadlines, kept and missed": `${HTTP2}
routes: { hub: { grpc Feed/Slow: [ { work: 400ms }, { publish: late }, { reply: 200 } ], grpc Feed/Fast: [ { reply: 200 } ], connect Feed/Slow: [ { work: 400ms }, { publish: late }, { reply: 200 } ] } }
traffic:
  - { ann: grpc Feed/Fast, deadline: 300ms }
  - { ann: grpc Feed/Slow, at: 300ms, deadline: 200ms }
  - { ann: connect Feed/Slow, at: 1s, deadline: 200ms }`,
	"Connect, one call and a stream": `${HTTP1}
routes: { hub: { connect Feed/List: [ { reply: 200, data: 2 Post } ], connect Feed/Watch: [ { send: 2, every: 50ms, data: Post } ] } }
traffic: [ { ann: connect Feed/List }, { ann: connect Feed/Watch, at: 300ms } ]`,
	"GraphQL, a query and a subscription": `${HTTP1}
routes: { hub: { graphql query feed: [ { reply: 200, data: 2 Post } ], graphql subscription news: [ { send: 2, every: 50ms, data: Post } ] } }
traffic: [ { ann: "graphql query feed { title }" }, { ann: graphql subscription news, at: 300ms } ]`,
	"what a channel carries, by GraphQL": `${SECURED}
routes: { hub: { graphql subscription news: [ { subscribe: news } ], POST /news: [ { publish: news, data: Post }, { reply: 201 } ] } }
traffic: [ { ann: "graphql subscription news { title }", items: 2 }, { bob: POST /news, at: 300ms, every: 100ms, times: 2 } ]`,
	"what a channel carries, by gRPC and Connect": `${SECURED}
routes: { hub: { grpc Feed/Watch: [ { subscribe: news } ], connect Feed/See: [ { subscribe: news } ], POST /news: [ { publish: news }, { reply: 201 } ] } }
traffic:
  - { ann: grpc Feed/Watch, items: 2 }
  - { ann: connect Feed/See, items: 2 }
  - { bob: POST /news, at: 300ms, every: 100ms, times: 2, data: Post }`,
	"texts on a channel of GraphQL": `${HTTP1}
routes: { hub: { graphql subscription news: [ { subscribe: news } ], POST /news: [ { publish: news }, { reply: 201 } ] } }
traffic: [ { ann: graphql subscription news, items: 1 }, { bob: POST /news, at: 300ms, body: "hello" } ]`,
	"a chat over gRPC": `${SECURED.replace("bob -> hub: { rtt: 20ms }", "bob -> hub: { rtt: 20ms, over: http/2 }")}
routes: { hub: { grpc Chat/Talk: [ { each: [ { publish: room } ] }, { subscribe: room } ] } }
traffic: [ { ann: grpc Chat/Talk, items: 3, data: Post }, { bob: grpc Chat/Talk, at: 400ms, send: 3, send-every: 50ms, items: 3, data: Post } ]`,
	"who listens when nobody says anything any more, over HTTP/1.1": `${HTTP1}
routes: { hub: { sse /news: [ { subscribe: news } ], POST /news: [ { publish: news }, { reply: 201 } ] } }
traffic: [ { ann: sse /news, items: 2 }, { bob: POST /news, at: 300ms, body: "hello" } ]`,
	"who listens when nobody says anything any more, over HTTP/2 and WebSocket": `${HTTP2}
routes: { hub: { sse /news: [ { subscribe: news } ], websocket /chat: [ { each: [ { publish: news } ] }, { subscribe: news } ] } }
traffic: [ { ann: sse /news, items: 4 }, { bob: websocket /chat, at: 300ms, send: 3, items: 5, body: "hello" } ]`,
	"fields of a route, by every protocol": `${HTTP2}
routes:
  hub:
    GET /feed: [ { reply: 200, data: Post, headers: { x-note: mine } } ]
    json-rpc feed.list: [ { reply: 200, data: Post, headers: { x-note: mine } } ]
    graphql query feed: [ { reply: 200, data: Post, headers: { x-note: mine } } ]
    grpc Feed/List: [ { reply: 200, data: Post, headers: { x-note: mine } } ]
    connect Feed/List: [ { reply: 200, data: Post, headers: { x-note: mine } } ]
    connect Feed/None: [ { reply: 404, headers: { x-note: mine } } ]
traffic:
  - { ann: GET /feed }
  - { ann: json-rpc feed.list, at: 100ms }
  - { ann: graphql query feed, at: 200ms }
  - { ann: grpc Feed/List, at: 300ms, data: Post }
  - { ann: connect Feed/List, at: 400ms }
  - { ann: connect Feed/None, at: 500ms }
  - { bob: connect Feed/List, at: 600ms }`,
	"JSON-RPC, answered and refused": `${HTTP1}
routes: { hub: { json-rpc feed.list: [ { reply: 200, data: 2 Post } ], json-rpc feed.none: [ { reply: 404 } ] } }
traffic: [ { ann: json-rpc feed.list }, { ann: json-rpc feed.none, at: 300ms } ]`,
	"who leaves after two items": `${HTTP1}
routes: { hub: { sse /log: [ { send: 5, every: 100ms, size: 50B } ] } }
traffic: [ { ann: sse /log, items: 2 } ]`,
	"who leaves after a while": `${HTTP2}
routes: { hub: { sse /log: [ { send: 10, every: 100ms, size: 50B } ] } }
traffic: [ { ann: sse /log, stay: 250ms } ]`,
	"a server that dies in a stream": `${HTTP1}
routes: { hub: { sse /log: [ { send: 4, every: 400ms, size: 50B } ] } }
traffic: [ { ann: sse /log } ]
faults: [ { crash: hub, at: 600ms, restart-at: 700ms } ]`,
	"events that say when to come back": `${HTTP1}
routes: { hub: { sse /log: [ { send: 4, every: 400ms, retry: 350ms, size: 50B } ] } }
traffic: [ { ann: sse /log } ]
faults: [ { crash: hub, at: 600ms, restart-at: 700ms } ]`,
	"a WebSocket whose server can't go on": `${HTTP1}
routes: { hub: { websocket /talk: [ { each: [ { ask: desk, request: GET /none }, { send: 1 } ] } ] }, desk: { GET /none: [ { reply: 503 } ] } }
traffic: [ { ann: websocket /talk, send: 2, send-every: 300ms, body: "hi" } ]`,
	"a WebSocket that is closed while its server works": `${HTTP1}
routes: { hub: { websocket /talk: [ { each: [ { work: 150ms }, { publish: room }, { send: 1 } ] }, { subscribe: room } ] } }
traffic: [ { ann: websocket /talk, send: 3, send-every: 100ms, body: "hi" } ]`,
	"a WebSocket whose client waits for its answers": `${HTTP1}
routes: { hub: { websocket /talk: [ { send: 1 }, { each: [ { work: 50ms }, { send: 2 } ] } ] } }
traffic: [ { ann: websocket /talk, send: 3, send-every: 20ms, body: "hi" } ]`,
	"a WebSocket whose client is asked whether it is there": `${HTTP1.replace("hub: { is: server }", "hub: { is: server, websocket: { ping: 1s } }")}
routes: { hub: { websocket /clock: [ { send: 3, every: 900ms, body: "tick" } ] } }
traffic: [ { ann: websocket /clock } ]`,
	"a WebSocket whose client answers no ping": `${SECURED.replace("hub: { is: server }", "hub: { is: server, websocket: { ping: 1s } }")}
routes: { hub: { websocket /clock: [ { send: 4, every: 900ms, body: "tick" } ], websocket /hear: [ { subscribe: news } ], POST /news: [ { publish: news }, { reply: 201 } ] } }
traffic: [ { bob: websocket /clock }, { bob: websocket /hear }, { bob: POST /news, at: 2500ms, body: "hello" } ]
faults: [ { lose: e1.1>pong2 } ]`,
	"a WebSocket whose client says too much at once": `${HTTP1.replace("hub: { is: server }", "hub: { is: server, websocket: { limit: 100B } }")}
routes: { hub: { websocket /talk: [ { each: [ { work: 5ms }, { send: 1 } ] } ] } }
traffic: [ { ann: websocket /talk, send: 2, send-every: 100ms, size: 100B }, { bob: websocket /talk, at: 500ms, send: 3, send-every: 10ms, size: 101B } ]`,
	"a server that says goodbye to its WebSockets, and comes back": `${HTTP1}
routes: { hub: { websocket /clock: [ { send: 4, every: 400ms, body: "tick" } ] } }
traffic: [ { ann: websocket /clock } ]
faults: [ { crash: hub, at: 600ms, restart-at: 700ms, orderly: true } ]`,
	"a WebSocket whose messages are compressed": `${HTTP1.replace("hub: { is: server }", "hub: { is: server, websocket: { compress: true, limit: 4kB } }")}
routes: { hub: { websocket /talk: [ { each: [ { work: 5ms }, { send: 1, data: 60 Post } ] } ] } }
traffic: [ { ann: websocket /talk, send: 2, send-every: 100ms, data: 50 Post }, { bob: websocket /talk, at: 500ms, send: 1, size: 3kB }, { bob: websocket /talk, at: 900ms, send: 1, size: 5kB } ]`,
	"subscriptions of GraphQL over WebSockets, whoever ends them": `${HTTP1.replace("hub: { is: server }", "hub: { is: server, websocket: { subscriptions: true, ping: 1s } }")}
routes: { hub: { graphql subscription ticks: [ { send: 3, every: 400ms, data: Post } ], graphql subscription news: [ { subscribe: news } ], POST /news: [ { publish: news, data: Post }, { reply: 201 } ] } }
traffic: [ { ann: graphql subscription ticks }, { bob: "graphql subscription news { title }", items: 2 }, { bob: POST /news, at: 500ms, every: 100ms, times: 3 } ]`,
	"an item that is lost": `${HTTP1}
routes: { hub: { sse /log: [ { send: 3, every: 50ms, size: 50B } ] } }
traffic: [ { ann: sse /log, stay: 600ms } ]
faults: [ { lose: e1.1<2 } ]`,
	"an item that is held up": `${HTTP2}
routes: { hub: { sse /log: [ { send: 3, every: 50ms, size: 50B } ] } }
traffic: [ { ann: sse /log } ]
faults: [ { delay: e1.1<2, by: 300ms } ]`,
};

/**
 * The one thing of a message that is not the same in both worlds: its date. Over HTTP/2 one that was sent before is a byte,
 * and another one has letters of other lengths; when a second begins is the machine's own business.
 */
const DATE_BYTES = 25;

/**
 * The messages whose sizes differ by more than that. Of an answer that nobody heard the server knows only what it meant: the
 * library writes it later, or never.
 */
function otherSizes(simulated: Trace, real: Trace): readonly string[] {
	const sent = new Map<string, number>();
	const unheard = new Set([...real.events()].flatMap((event) => (event.kind === "lost" ? [event.message] : [])));
	for (const event of simulated.events()) if (event.kind === "sent") sent.set(event.message, event.data.size);
	return [...real.events()].flatMap((event) => {
		const size = event.kind === "sent" ? sent.get(event.message) : undefined;
		if (event.kind !== "sent" || size === undefined || unheard.has(event.message)) return [];
		const hasShortDate = event.data.head?.startsWith(":status") === true;
		const isSame = Math.abs(size - event.data.size) <= (hasShortDate ? DATE_BYTES : 0);
		return isSame ? [] : [`${event.message}: ${size} B, really ${event.data.size} B`];
	});
}

describe("conversations in both worlds", () => {
	it.each(sample(Object.entries(CONVERSATIONS), 4))(
		"%s: the same exchanges, attempts, outcomes, messages and bytes",
		PATIENCE,
		async (_about, text) => {
			const both = await inBothWorlds(scenarioOf(text));
			expectSameShape(both);
			expect(otherSizes(both.simulated, both.real)).toEqual([]);
		},
	);
});
