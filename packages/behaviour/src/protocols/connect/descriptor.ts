import type { ProtocolDescriptor } from "../descriptor.ts";

export const connect: ProtocolDescriptor = {
	name: "connect",
	what: "Connect: procedures as plain requests of HTTP, with messages in Protocol Buffers or JSON, and failures that have a status of HTTP.",
	example: "connect Feed/List: [ { query: posts }, { reply: 200, data: 20 Post } ]",
	fidelity: { simulated: "bytes", real: "bytes" },
	shapes: ["unary", "server-stream"],
	carriers: ["http/1.1", "http/2", "http/3"],
	source: "The Connect protocol, version 1 (connectrpc.com/docs/protocol)",
};
