import type { ProtocolDescriptor } from "../descriptor.ts";

export const rest: ProtocolDescriptor = {
	name: "rest",
	what: "Plain HTTP: a method and a path say what is wanted, a status says what became of it, records are JSON; a streamed answer is a line of JSON for each item. Forms, conditions, parts, compression and methods: [http.md](http.md).",
	example: "GET /feed: [ { query: posts }, { reply: 200, data: 20 Post } ]",
	fidelity: { simulated: "bytes", real: "bytes" },
	shapes: ["unary", "server-stream"],
	carriers: ["http/1.1", "http/2", "http/3"],
	source: "HTTP Semantics (RFC 9110), JSON (RFC 8259), problems (RFC 9457), gzip (RFC 1952)",
};
