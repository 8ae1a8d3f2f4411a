import type { IncomingMessage, ServerResponse } from "node:http";
import {
	type Body,
	chunkSize,
	contentOf,
	encodeResponse,
	type HeaderField,
	type HttpReply,
	LAST_CHUNK_BYTES,
	responseFields,
} from "@roundtrip/behaviour";
import { type CallId, requestParts } from "@roundtrip/model";
import { bytesOf } from "../body-bytes.ts";
import { isReadable } from "../readable.ts";
import { clientOf } from "../tls/client-proof.ts";
import type { AnswerLook, Job, JobStream } from "./job.ts";

/** A request of HTTP/1.1, all of which has come. */
export function http1Job(call: CallId, request: IncomingMessage, content: Buffer, response: ServerResponse): Job {
	const { method, path } = requestParts(`${request.method} ${request.url}`);
	const isHead = method === "HEAD";
	const fields = fieldsOf(request);
	return {
		...{ call, method, path, fields, content },
		...(isReadable(fields, content) ? {} : { isUnreadable: true }),
		...clientOf(request.socket),
		answer: (reply) => answer(response, reply, isHead),
		stream: streamOf(response),
	};
}

/** The fields of a request, names in lower case. */
export function fieldsOf({ headers }: Pick<IncomingMessage, "headers">): readonly HeaderField[] {
	return Object.entries(headers).flatMap(([name, value]) =>
		name.startsWith(":") ? [] : [value ?? []].flat().map((each): HeaderField => [name, each]),
	);
}

function answer(response: ServerResponse, reply: HttpReply, isHead: boolean): AnswerLook {
	const { summary, size } = encodeResponse(reply, 0, isHead);
	const content = contentOf(reply, isHead);
	response.writeHead(reply.status, responseFields(reply).flat());
	response.end(content.size === 0 ? undefined : bytesOf(content));
	return { summary, size };
}

/** An answer in chunks. */
function streamOf(response: ServerResponse): JobStream {
	function write(body: Body): number {
		if (body.size > 0) response.write(bytesOf(body));
		return chunkSize(body.size);
	}

	return {
		open(reply) {
			const { summary, size } = encodeResponse({ ...reply, isOpen: true }, 0);
			response.writeHead(reply.status, responseFields(reply).flat());
			response.flushHeaders();
			write(reply.body);
			return { summary, size };
		},
		send: write,
		end({ body }) {
			const size = write(body);
			response.end();
			return size + LAST_CHUNK_BYTES;
		},
		listen(listener) {
			response.once("close", () => {
				if (!response.writableEnded) listener.gone();
			});
		},
	};
}
