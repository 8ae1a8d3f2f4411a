import type { ApiProtocol } from "@roundtrip/model";
import { connect } from "./connect/dialect.ts";
import type { Dialect } from "./dialect.ts";
import { graphql } from "./graphql/dialect.ts";
import { grpc } from "./grpc/dialect.ts";
import { jsonRpc } from "./json-rpc/dialect.ts";
import { rest } from "./rest/dialect.ts";
import { sse } from "./sse/dialect.ts";
import { websocket } from "./websocket/dialect.ts";

/** Everything that is spoken above HTTP. */
const DIALECTS: { readonly [Protocol in ApiProtocol]: Dialect<Protocol> } = {
	rest,
	"json-rpc": jsonRpc,
	graphql,
	grpc,
	connect,
	sse,
	websocket,
};

/** The dialect in which something is asked for. */
export function dialectOf(protocol: ApiProtocol): Dialect {
	return DIALECTS[protocol];
}
