import type { ServerResponse } from "node:http";
import type { HttpAnswer } from "../answer.ts";
import { fieldsAdded } from "./fields.ts";

type Chunk = string | Uint8Array;

/**
 * Lets `write` write an answer to a response of Node and takes it, instead of sending it. The response is as it was
 * afterwards, with the status and the fields that were set.
 *
 * @throws whatever `write` throws
 */
export async function collectAnswer(response: ServerResponse, write: () => Promise<void>): Promise<HttpAnswer> {
	const before = { ...response.getHeaders() };
	const chunks: Buffer[] = [];
	let end: () => void = () => undefined;
	const ended = new Promise<void>((resolve) => {
		end = resolve;
	});
	const release = capture(response, (chunk) => void chunks.push(chunk), end);
	try {
		await write();
		await ended;
		const fields = fieldsAdded(before, response.getHeaders());
		return { status: response.statusCode, fields, body: Buffer.concat(chunks) };
	} catch (error) {
		// Whoever answers instead begins anew.
		for (const name of response.getHeaderNames()) if (!(name in before)) response.removeHeader(name);
		response.statusCode = 200;
		throw error;
	} finally {
		release();
	}
}

/** Puts itself before the methods that send; gives what takes it away again. */
function capture(response: ServerResponse, take: (chunk: Buffer) => void, end: () => void): () => void {
	const { write, end: finish, writeHead, flushHeaders } = response;
	const taking = (chunk: unknown, encoding: unknown): void => {
		if (typeof chunk === "string")
			take(Buffer.from(chunk, typeof encoding === "string" ? (encoding as "utf8") : "utf8"));
		else if (chunk instanceof Uint8Array) take(Buffer.from(chunk));
	};
	const called = (...args: unknown[]): void => {
		const callback = args.findLast((each) => typeof each === "function") as (() => void) | undefined;
		callback?.();
	};
	Object.assign(response, {
		flushHeaders: () => undefined,
		writeHead(status: number, ...rest: unknown[]) {
			response.statusCode = status;
			const headers = rest.findLast((each) => typeof each === "object" && each !== null);
			for (const [name, value] of Object.entries((headers ?? {}) as Record<string, string>))
				response.setHeader(name, value);
			return response;
		},
		write(chunk: Chunk, ...rest: unknown[]) {
			taking(chunk, rest[0]);
			called(...rest);
			return true;
		},
		end(...args: unknown[]) {
			if (typeof args[0] !== "function") taking(args[0], args[1]);
			called(...args);
			end();
			return response;
		},
	});
	return () => void Object.assign(response, { write, end: finish, writeHead, flushHeaders });
}
