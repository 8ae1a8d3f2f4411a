import type { ClientHttp2Stream, IncomingHttpHeaders } from "node:http2";
import { Code, ConnectError } from "@connectrpc/connect";
import type { UniversalClientFn, UniversalClientRequest } from "@connectrpc/connect/protocol";

/** Whoever asked doesn't want it any more (RFC 9113, section 7). */
const CANCEL = 8;

/** Opens a stream for a request; its fields come in the order of their names. */
export type OpenStream = (
	method: string,
	path: string,
	fields: ReadonlyArray<readonly [string, string]>,
) => ClientHttp2Stream;

/** What @connectrpc/connect sends requests with, over a session of Node's HTTP/2 client that somebody else has opened. */
export function http2Client(open: OpenStream): UniversalClientFn {
	return async (request) => {
		if (request.signal?.aborted === true) throw ConnectError.from(request.signal.reason, Code.Canceled);
		const { pathname, search } = new URL(request.url);
		const stream = open(request.method, pathname + search, [...request.header]);
		const failed = failureOf(stream);
		request.signal?.addEventListener("abort", () => stream.close(CANCEL), { once: true });
		void send(stream, request.body);
		const trailer = trailersOf(stream);
		const head = await Promise.race([headOf(stream), failed]);
		const status = Number(head[":status"]);
		return { status, header: new Headers(plainFields(head)), body: chunks(stream), trailer };
	};
}

function headOf(stream: ClientHttp2Stream): Promise<IncomingHttpHeaders> {
	return new Promise((resolve) => {
		stream.once("response", resolve);
	});
}

/** Filled when they have come: they may come with the head, so that nobody may wait before listening to them. */
function trailersOf(stream: ClientHttp2Stream): Headers {
	const trailer = new Headers();
	stream.once("trailers", (fields) => {
		for (const [name, value] of plainFields(fields)) trailer.append(name, value);
	});
	return trailer;
}

/** Rejects where the stream is over before it has an answer. */
function failureOf(stream: ClientHttp2Stream): Promise<never> {
	const failed = new Promise<never>((_, reject) => {
		const end = (): void => reject(new ConnectError("the stream has ended", codeOfReset(stream.rstCode)));
		stream.on("error", end);
		stream.once("close", end);
	});
	// After the head, whoever reads the content is told.
	failed.catch(() => undefined);
	return failed;
}

/** What a client makes of a stream that was reset (PROTOCOL-HTTP2.md, Errors). */
function codeOfReset(reset: number | undefined): Code {
	if (reset === 7) return Code.Unavailable;
	if (reset === CANCEL) return Code.Canceled;
	if (reset === 11) return Code.ResourceExhausted;
	return reset === 12 ? Code.PermissionDenied : Code.Internal;
}

/** As connect-node does it: each message has left before the next one is asked for, so that an empty frame ends them. */
async function send(stream: ClientHttp2Stream, body: UniversalClientRequest["body"]): Promise<void> {
	try {
		for await (const chunk of body ?? []) {
			if (stream.destroyed) return;
			await new Promise((resolve) => stream.write(chunk, resolve));
		}
		stream.end();
	} catch {
		stream.close(CANCEL);
	}
}

async function* chunks(stream: ClientHttp2Stream): AsyncIterable<Uint8Array> {
	try {
		for await (const chunk of stream) yield chunk as Uint8Array;
	} catch (error) {
		throw new ConnectError(String(error), codeOfReset(stream.rstCode));
	}
	if (stream.rstCode !== 0) throw new ConnectError("the stream was reset", codeOfReset(stream.rstCode));
}

function plainFields(fields: IncomingHttpHeaders): [string, string][] {
	return Object.entries(fields).flatMap(([name, value]) =>
		name.startsWith(":") || value === undefined ? [] : [value].flat().map((each): [string, string] => [name, each]),
	);
}
