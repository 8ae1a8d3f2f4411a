import type { ProtocolDescriptor } from "../descriptor.ts";

export const jsonRpc: ProtocolDescriptor = {
	name: "json-rpc",
	what: "JSON-RPC 2.0: a call names a method and has an id, everything is a POST to one path, and a failure is an object in an answer of status 200.",
	example: "json-rpc feed.list: [ { query: posts }, { reply: 200, data: 20 Post } ]",
	fidelity: { simulated: "bytes", real: "bytes" },
	shapes: ["unary"],
	carriers: ["http/1.1", "http/2", "http/3"],
	source: "JSON-RPC 2.0 Specification (2013-01-04)",
};
