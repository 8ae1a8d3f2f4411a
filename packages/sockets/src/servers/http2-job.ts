import type { Http2ServerRequest, Http2ServerResponse } from "node:http2";
import {
	type Body,
	contentOf,
	EnvelopeParser,
	encodeEnvelope,
	encodeHttp2Response,
	type HpackEncoder,
	type HttpReply,
	responseFields,
	trailersSize,
} from "@roundtrip/behaviour";
import { type CallId, requestParts } from "@roundtrip/model";
import { bytesOf } from "../body-bytes.ts";
import { dataFrames, FRAME_HEADER_BYTES } from "../shaper/data-frames.ts";
import { clientOf } from "../tls/client-proof.ts";
import { fieldsOf } from "./http1-job.ts";
import type { AnswerLook, Job, JobListener, JobStream } from "./job.ts";

export interface Http2Asked {
	readonly call: CallId;
	readonly request: Http2ServerRequest;
	readonly response: Http2ServerResponse;
	/** The server's of the connection. */
	readonly encoder: HpackEncoder;
}

/** What Node's types leave out. */
type Flushing = Http2ServerResponse & { flushHeaders(): void };

/** @param content all of it; undefined where items follow */
export function http2Job(asked: Http2Asked, content: Buffer | undefined): Job {
	const { call, request } = asked;
	const { method, path } = requestParts(`${request.method} ${request.url}`);
	return {
		...{ call, method, path, fields: fieldsOf(request), content: content ?? Buffer.alloc(0) },
		...clientOf(request.stream.session?.socket),
		answer: (reply) => answer(asked, reply, method === "HEAD"),
		stream: streamOf(asked, content === undefined),
	};
}

function answer({ response, encoder }: Http2Asked, reply: HttpReply, isHead: boolean): AnswerLook {
	if (!response.stream.destroyed) {
		const content = contentOf(reply, isHead);
		response.writeHead(reply.status, Object.fromEntries(responseFields(reply)));
		response.addTrailers(Object.fromEntries(reply.trailers ?? []));
		if (content.size === 0) response.end();
		else response.end(bytesOf(content));
	}
	return lookOf(encoder, reply, response, isHead);
}

function lookOf(
	encoder: HpackEncoder,
	reply: HttpReply,
	{ stream }: Pick<Http2ServerResponse, "stream">,
	isHead = false,
): AnswerLook {
	// Node has added the date; where the client was gone before, nobody sees it.
	const { date = new Date().toUTCString() } = stream.sentHeaders ?? {};
	const { summary, size } = encodeHttp2Response(encoder, reply, date, isHead);
	return { summary, size };
}

function streamOf({ request, response, encoder }: Http2Asked, isOpen: boolean): JobStream {
	function write(body: Body): number {
		if (body.size > 0 && !response.stream.destroyed) response.write(bytesOf(body));
		return dataFrames(body.size);
	}

	return {
		open(reply) {
			if (!response.stream.destroyed) {
				response.writeHead(reply.status, Object.fromEntries(responseFields({ ...reply, isStreamed: true })));
				(response as Flushing).flushHeaders();
				write(reply.body);
			}
			return lookOf(encoder, { ...reply, isOpen: true }, response);
		},
		send: write,
		end({ body, trailers }) {
			const size = write(body);
			response.addTrailers(Object.fromEntries(trailers));
			if (!response.stream.destroyed) response.end();
			return size + (trailers.length === 0 ? FRAME_HEADER_BYTES : trailersSize(encoder, trailers));
		},
		listen(listener) {
			if (isOpen) hear(request, listener);
			response.stream.once("close", () => {
				if (!response.writableEnded) listener.gone();
			});
		},
	};
}

/** Whoever may send items over HTTP/2 sends them in envelopes. */
function hear(request: Http2ServerRequest, listener: JobListener): void {
	const parser = new EnvelopeParser();
	request.on("data", (chunk: Buffer) => {
		for (const item of parser.take(chunk.toString("latin1")))
			if (item !== "too-long") listener.item(Buffer.from(encodeEnvelope(item.message, item.flags), "latin1"));
	});
	request.on("end", () => {
		// Node ends a request that was reset as well.
		if (!request.aborted) listener.ended();
	});
}
