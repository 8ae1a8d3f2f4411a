import { connect } from "./connect/descriptor.ts";
import type { ProtocolDescriptor } from "./descriptor.ts";
import { graphql } from "./graphql/descriptor.ts";
import { grpc } from "./grpc/descriptor.ts";
import { jsonRpc } from "./json-rpc/descriptor.ts";
import { rest } from "./rest/descriptor.ts";
import { sse } from "./sse/descriptor.ts";
import { websocket } from "./websocket/descriptor.ts";

/** Everything that is spoken above HTTP, in the order in which people meet it. */
export const protocolDescriptors: readonly ProtocolDescriptor[] = [
	rest,
	jsonRpc,
	graphql,
	connect,
	grpc,
	sse,
	websocket,
];
