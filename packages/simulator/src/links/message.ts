import {
	type ConnectionEnding,
	createHpackEncoder,
	encodeHttp2Request,
	encodeHttp2Response,
	encodeHttp3Request,
	encodeHttp3Response,
	encodeRequest,
	encodeResponse,
	type FramedMessage,
	type Http1Message,
	type HttpReply,
} from "@roundtrip/behaviour";
import type { Bytes, LinkSpec, Protocol } from "@roundtrip/model";
import type { Call } from "./call.ts";
import {
	chunks,
	dataFrames,
	FRAME_HEADER,
	http2Items,
	http3Items,
	type ItemEncoder,
	type Message,
	rawBytes,
} from "./items.ts";
import type { Link } from "./link.ts";

export type { Message } from "./items.ts";

/** Writes the messages of one connection, in the order in which they are sent. */
export interface Encoder {
	request(call: Call): Message;
	response(call: Call, reply: HttpReply, atNs: number): Message;
	/** What follows a request, and what follows an answer. */
	readonly forth: ItemEncoder;
	readonly back: ItemEncoder;
}

export function createEncoder({ spec, answerer }: Link): Encoder {
	return ENCODERS[spec.over](answerer.name, spec);
}

const ENCODERS: Readonly<Record<Protocol, (to: string, spec: LinkSpec) => Encoder>> = {
	"http/1.1": (to, spec) => http1(to, spec["keep-alive"] ? "keep-alive" : "close"),
	"http/2": (to, { tls }) => http2(to, tls === undefined ? "http" : "https"),
	"http/3": http3,
};

function http1(to: string, ending: ConnectionEnding): Encoder {
	let items = chunks;
	const followUps: ItemEncoder = {
		item: (nth, body) => items.item(nth, body),
		end: (last) => items.end(last),
	};
	const split = ({ summary, head, body, size }: Http1Message): Message => {
		const headBytes: Bytes = head.length;
		return { summary, head, body, size, headBytes, bodyBytes: size - headBytes };
	};
	return {
		request: ({ id, question }) => split(encodeRequest(question, to, id, ending)),
		response(call, reply, atNs) {
			if (changesProtocol(reply)) items = rawBytes;
			return split(encodeResponse(reply, atNs, isHead(call), ending));
		},
		forth: followUps,
		back: followUps,
	};
}

function http2(to: string, scheme: "http" | "https"): Encoder {
	const [requests, responses] = [createHpackEncoder(), createHpackEncoder()];
	return {
		request: ({ id, question }) => encodeHttp2Request(requests, question, to, id, scheme),
		response(call, reply, atNs) {
			const message = encodeHttp2Response(responses, reply, atNs, isHead(call));
			return hasTrailers(reply) ? { ...message, trailerBytes: trailerBytesOf(message) } : message;
		},
		forth: http2Items(requests),
		back: http2Items(responses),
	};
}

function http3(to: string): Encoder {
	return {
		request: ({ id, question }) => encodeHttp3Request(question, to, id),
		response: (call, reply, atNs) => encodeHttp3Response(reply, atNs, isHead(call)),
		forth: http3Items,
		back: http3Items,
	};
}

/** Whether nothing else is asked on its connection behind it. */
export function endsConnectionAfter(reply: HttpReply): boolean {
	return reply.closes === true || changesProtocol(reply);
}

/** Whether its connection carries no HTTP behind it (RFC 9110, section 15.2.2). */
export function changesProtocol({ status }: HttpReply): boolean {
	return status === 101;
}

/** Of an answer that is whole: those of a stream come with its end. */
function hasTrailers({ trailers = [], isOpen }: HttpReply): boolean {
	return trailers.length > 0 && isOpen !== true;
}

/** What its size has beside head and content: fields in a frame. */
function trailerBytesOf({ size, headBytes, bodyBytes }: FramedMessage): Bytes {
	return size - dataFrames(headBytes) - dataFrames(bodyBytes) - FRAME_HEADER;
}

/** The answer to HEAD has no content. */
function isHead({ question }: Call): boolean {
	return question.method === "HEAD";
}
