import type { Asked } from "./exchange.ts";

/** As much as a stranger may send in one request, in bytes. */
export const CONTENT_AT_MOST = 1_048_576;
/** What is too large is still read, up to here: whoever is cut off while sending never sees the answer. */
const READ_AT_MOST = 64 * CONTENT_AT_MOST;

/**
 * Reads what comes with a request.
 *
 * @param done told once, when all of it is here, or without it as soon as it is too large
 */
export function readContent(asked: Asked, done: (content: Buffer | undefined) => void): void {
	let chunks: Buffer[] = [];
	let bytes = 0;
	let isTold = false;
	const tell = (content: Buffer | undefined): void => {
		if (isTold) return;
		isTold = true;
		chunks = [];
		done(content);
	};
	// Whoever asked has gone.
	asked.on("error", () => undefined);
	asked.on("data", (chunk: Buffer) => {
		bytes += chunk.length;
		if (bytes > READ_AT_MOST) asked.destroy();
		else if (bytes > CONTENT_AT_MOST) tell(undefined);
		else chunks.push(chunk);
	});
	asked.on("end", () => {
		// Node ends a request over HTTP/2 that was reset as well.
		if (!asked.aborted) tell(Buffer.concat(chunks));
	});
	if (Number(asked.headers["content-length"] ?? 0) > CONTENT_AT_MOST) tell(undefined);
}
