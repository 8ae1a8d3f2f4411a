import { binaryBody, EMPTY_BODY } from "../../messages/body.ts";
import type { Dialect } from "../dialect.ts";
import { codeOfReply } from "../grpc/code.ts";
import { encodeEnvelope } from "../grpc/item.ts";
import { reasonPhrase } from "../http1/status.ts";
import { messageSaid } from "../protobuf/content.ts";
import { encodeConnectEnd } from "./item.ts";
import { connectErrorReply, connectReply, connectStreamReply } from "./reply.ts";
import { connectRequest } from "./request.ts";

/** The protocol of Connect, with messages in protobuf. */
export const connect: Dialect<"connect"> = {
	ask({ target, types, shape, deadlineMs: timeoutMs }, content) {
		const { service, method } = target;
		const message = shape.up ? undefined : messageSaid(types, content);
		return connectRequest({ service, method, codec: "proto", isStream: shape.down || shape.up, message, timeoutMs });
	},
	answer({ types }, status, content) {
		if (status < 400) return connectReply("proto", messageSaid(types, content));
		return connectErrorReply({ code: codeOfReply(status), message: content.body.text ?? reasonPhrase(status) });
	},
	meaning: ({ status }) => status,
	open: () => connectStreamReply("proto"),
	item: ({ types }, content, nth) => binaryBody(encodeEnvelope(messageSaid(types, content, nth))),
	end: (_conversation, from) => ({
		body: from === "server" ? binaryBody(encodeConnectEnd({ code: "ok" })) : EMPTY_BODY,
		trailers: [],
	}),
};
