import type { ProtocolDescriptor } from "../descriptor.ts";

export const sse: ProtocolDescriptor = {
	name: "sse",
	what: "Server-Sent Events: the answer to one GET stays open, and the server writes an event whenever it has one. Each has its number as its id; a client that comes back after a break names the last one, and gets those behind it.",
	example: "sse /live: [ { send: 10, every: 1s, data: Post } ]",
	fidelity: { simulated: "bytes", real: "bytes" },
	shapes: ["server-stream"],
	carriers: ["http/1.1", "http/2", "http/3"],
	source: "WHATWG HTML, section 9.2 (server-sent events)",
};
