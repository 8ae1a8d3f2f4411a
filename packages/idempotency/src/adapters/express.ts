import type { Request, RequestHandler, Response } from "express";
import type { Guard } from "../idempotent.ts";
import type { Held } from "../store.ts";
import { rawValues, setFields } from "./fields.ts";
import { collectAnswer } from "./response-collector.ts";

export interface ExpressGuardOptions {
	/** Who asks, as your authentication has found out: an account's number, say. Keys of different callers never meet. */
	caller(request: Request): string;
	/** The largest content that is read where no parser did, in bytes. A mebibyte unless it is given. */
	readonly contentAtMost?: number | undefined;
}

/** A handler of Express that writes its answer, and is done when its promise is. */
export type ExpressHandler<Transaction> = (
	request: Request,
	response: Response,
	held: Held<Transaction>,
) => Promise<unknown>;

const contents = new WeakMap<object, Uint8Array>();

/**
 * Keeps the octets of a content, which keys are compared by: `express.json({ verify: keepContent })`, and so with every other
 * parser whose routes have keys.
 */
export function keepContent(request: object, _response: unknown, content: Uint8Array): void {
	contents.set(request, content);
}

const MEBIBYTE = 1_048_576;

/** Lets each key of an Express's routes through once: wraps handlers. For Express 4 and 5. */
export function expressIdempotency<Transaction>(
	guard: Guard<Transaction>,
	options: ExpressGuardOptions,
): (handler: ExpressHandler<Transaction>) => RequestHandler {
	return (handler) => async (request, response, next) => {
		try {
			await answer(guard, options, handler, request, response);
		} catch (error) {
			if (error instanceof ContentTooLarge) response.status(413).end();
			else next(error);
		}
	};
}

async function answer<Transaction>(
	guard: Guard<Transaction>,
	options: ExpressGuardOptions,
	handler: ExpressHandler<Transaction>,
	request: Request,
	response: Response,
): Promise<void> {
	const isKeyed = guard.policy.methods.includes(request.method);
	const keyed = {
		...{ method: request.method, route: `${request.baseUrl}${request.route?.path ?? request.path}` },
		...{ target: request.originalUrl, caller: options.caller(request) },
		keys: rawValues(request.rawHeaders, guard.policy.field),
		contentType: request.headers["content-type"] ?? "",
		content: isKeyed ? await contentOf(request, options.contentAtMost ?? MEBIBYTE) : new Uint8Array(),
	};
	const had = new Set(response.getHeaderNames());
	const { by, status, fields, body } = await guard.handle(keyed, (held) =>
		collectAnswer(response, async () => {
			await handler(request, response, held);
		}),
	);
	response.statusCode = status;
	// What the handler has set stands there still. What was answered before, or is a refusal, has fields of its own.
	if (by !== "run") {
		for (const name of response.getHeaderNames()) if (!had.has(name)) response.removeHeader(name);
		setFields(fields, (name, value) => void response.setHeader(name, value));
	}
	response.end(body);
}

class ContentTooLarge extends Error {}

async function contentOf(request: Request, atMost: number): Promise<Uint8Array> {
	const kept = contents.get(request);
	if (kept !== undefined) return kept;
	if (request.readableEnded && request.body !== undefined && Object.keys(request.body as object).length > 0)
		throw new Error("a parser has read the content and its octets are gone: give it { verify: keepContent }");
	if (request.readableEnded) return new Uint8Array();
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of request as AsyncIterable<Uint8Array>) {
		size += chunk.length;
		if (size > atMost) throw new ContentTooLarge();
		chunks.push(chunk);
	}
	const content = Buffer.concat(chunks);
	// The handler would find nothing to read any more.
	request.body ??= content;
	return content;
}
