import type { ProtocolDescriptor } from "../descriptor.ts";

export const grpc: ProtocolDescriptor = {
	name: "grpc",
	what: "gRPC: procedures of a service, with messages in Protocol Buffers, each after its length; whether it went well is said in trailers. A `deadline` on a line of traffic is told to the server.",
	example: "grpc Feed/List: [ { query: posts }, { reply: 200, data: 20 Post } ]",
	fidelity: { simulated: "bytes", real: "bytes" },
	shapes: ["unary", "server-stream", "client-stream", "both"],
	carriers: ["http/2"],
	source: "gRPC over HTTP2 (grpc/doc/PROTOCOL-HTTP2.md)",
};
