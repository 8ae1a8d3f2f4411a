import { binaryBody, EMPTY_BODY } from "../../messages/body.ts";
import { fieldOf } from "../../messages/http-message.ts";
import { statusOfCode } from "../connect/error.ts";
import type { Dialect } from "../dialect.ts";
import { reasonPhrase } from "../http1/status.ts";
import { messageSaid } from "../protobuf/content.ts";
import { codeOfNumber, codeOfReply } from "./code.ts";
import { encodeEnvelope } from "./item.ts";
import { grpcReply, grpcTrailers } from "./reply.ts";
import { grpcRequest } from "./request.ts";

/** gRPC over HTTP/2, as Connect's libraries speak it. */
export const grpc: Dialect<"grpc"> = {
	ask({ target, types, shape, deadlineMs: timeoutMs }, content) {
		const { service, method } = target;
		return grpcRequest({ service, method, message: shape.up ? undefined : messageSaid(types, content), timeoutMs });
	},
	answer({ types }, status, content) {
		if (status < 400) return grpcReply(messageSaid(types, content), { code: "ok" });
		return grpcReply(undefined, { code: codeOfReply(status), message: content.body.text ?? reasonPhrase(status) });
	},
	meaning({ status, trailers = [] }) {
		const code = fieldOf(trailers, "grpc-status");
		return code === undefined ? status : statusOfCode(codeOfNumber(Number(code)));
	},
	open: () => {
		const { trailers: _atTheEnd, ...head } = grpcReply(undefined, { code: "ok" });
		return head;
	},
	item: ({ types }, content, nth) => binaryBody(encodeEnvelope(messageSaid(types, content, nth))),
	end: (_conversation, from) => ({ body: EMPTY_BODY, trailers: from === "server" ? grpcTrailers({ code: "ok" }) : [] }),
};
