import { bytes } from "./bytes.ts";
import { content } from "./content.ts";
import { event } from "./event.ts";
import { frame } from "./frame.ts";
import { framing } from "./framing.ts";
import { graphql } from "./graphql.ts";
import { grpc } from "./grpc.ts";
import { hpack } from "./hpack.ts";
import { http } from "./http.ts";
import { jsonRpc } from "./json-rpc.ts";
import type { Layer } from "./layer.ts";
import { statement } from "./statement.ts";
import { tcp } from "./tcp.ts";
import { tls } from "./tls.ts";

/** From what a message means down to its bytes. */
export const LAYERS: readonly Layer[] = [
	statement,
	graphql,
	jsonRpc,
	grpc,
	content,
	event,
	frame,
	http,
	hpack,
	framing,
	tls,
	tcp,
	bytes,
];
