import type { Asked } from "./exchange.ts";

/** As much as a stranger may send in one request or message, in bytes. */
export const CONTENT_AT_MOST = 1_048_576;
/** What is too large is still read, up to here: whoever is cut off while sending never sees the answer. */
const READ_AT_MOST = 64 * CONTENT_AT_MOST;

const NOTHING: Buffer = Buffer.alloc(0);

/**
 * Reads what comes with a request.
 *
 * @param done told once, when all of it is here, or without it as soon as it is too large
 */
export function readContent(asked: Asked, done: (content: Buffer | undefined) => void): void {
	// Whoever asked has gone.
	asked.on("error", ignore);
	if (hasNone(asked)) {
		asked.resume();
		done(NOTHING);
		return;
	}
	let chunks: Buffer[] = [];
	let bytes = 0;
	let isTold = false;
	const tell = (content: Buffer | undefined): void => {
		if (isTold) return;
		isTold = true;
		chunks = [];
		done(content);
	};
	asked.on("data", (chunk: Buffer) => {
		bytes += chunk.length;
		if (bytes > READ_AT_MOST) asked.destroy();
		else if (bytes > CONTENT_AT_MOST) tell(undefined);
		else chunks.push(chunk);
	});
	asked.on("end", () => {
		// Node ends a request over HTTP/2 that was reset as well.
		if (!asked.aborted) tell(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks));
	});
	if (Number(asked.headers["content-length"] ?? 0) > CONTENT_AT_MOST) tell(undefined);
}

function ignore(): void {
	// Nobody is left to be told.
}

/** In HTTP/1.1 what has content says so in its head (RFC 9112, section 6.3). */
function hasNone({ httpVersionMajor, headers }: Asked): boolean {
	return (
		httpVersionMajor === 1 && headers["content-length"] === undefined && headers["transfer-encoding"] === undefined
	);
}
