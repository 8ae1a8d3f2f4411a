import type { ProtocolDescriptor } from "../descriptor.ts";

export const websocket: ProtocolDescriptor = {
	name: "websocket",
	what: "WebSocket: a connection of HTTP/1.1 is turned into one on which both ends send messages whenever they like. It ends with a close, whose code its client goes by: 1000 is a success; 1001 says that the server goes away (a crash that is `orderly`, a kept server that is stopped) and counts as 503, which is worth another try; 1009 says that a message was larger than the server's `websocket: { limit: 64kB }` and counts as 413; 1011 says with a reason why the server can't go on, and counts as 500. A close is answered at once; what a client said before it is still worked on, and what is said for that is lost. A client that sends, and has no `items` or `stay`, closes when the answers have come that the route has for what it sent; where others speak too (`subscribe`), behind its last item. A server with `websocket: { ping: 10s }` asks so often whether its clients are there (`e1.1<ping1`, which is answered by `e1.1>pong1`): all of them at once, at multiples of that time since the run began, as long as anything else goes on. Whoever has not answered by the next time is gone for it: it ends the connection without a close, which the client, if it is there, sees as a reset. Clients send no pings of their own. With `websocket: { compress: true }` client and server agree upon permessage-deflate: messages of 1 KiB and more are compressed in both directions, each by itself (no context takeover), to the bytes of zlib at its usual level.",
	example: "websocket /chat: [ { each: [ { publish: room, data: Comment } ] }, { subscribe: room } ]",
	fidelity: { simulated: "bytes", real: "bytes" },
	shapes: ["both"],
	carriers: ["http/1.1"],
	source: "RFC 6455, RFC 7692 (permessage-deflate); a message is one frame; no subprotocols",
};
