import { connect } from "node:http2";
import { Pool } from "undici";
import { WebSocket } from "ws";

/** Connections that ask at the same time, one request at a time each; with HTTP/2 streams of a few connections. */
const ASKERS = 32;
const SESSIONS = 4;

/** What is asked, again and again. */
export interface Load {
	readonly method: "GET" | "POST";
	readonly path: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string | Buffer;
}

/** Does something so many times, by as many at a time as it takes to keep a server busy; gives times a second. */
async function rateOf(times: number, once: (asker: number) => Promise<void>): Promise<number> {
	let left = times;
	const begin = process.hrtime.bigint();
	const askers = Array.from({ length: ASKERS }, async (_, asker) => {
		while (left-- > 0) await once(asker);
	});
	await Promise.all(askers);
	return times / (Number(process.hrtime.bigint() - begin) / 1e9);
}

/** Requests a second over HTTP/1.1 on the loopback interface. */
export async function requestsPerSecond(port: number, load: Load, requests: number): Promise<number> {
	const pool = new Pool(`http://127.0.0.1:${port}`, { connections: ASKERS, pipelining: 1 });
	try {
		return await rateOf(requests, async () => {
			const { statusCode, body } = await pool.request(load);
			await body.dump({ limit: Number.MAX_SAFE_INTEGER });
			if (statusCode >= 300) throw new Error(`answered ${statusCode}`);
		});
	} finally {
		await pool.close();
	}
}

/** Requests a second over HTTP/2 in the clear. */
export async function http2RequestsPerSecond(port: number, load: Load, requests: number): Promise<number> {
	const sessions = Array.from({ length: SESSIONS }, () => connect(`http://127.0.0.1:${port}`));
	try {
		return await rateOf(requests, (asker) => {
			const session = sessions[asker % SESSIONS];
			if (session === undefined) throw new Error("there is a session for each");
			return new Promise((resolve, reject) => {
				const stream = session.request({ ":method": load.method, ":path": load.path, ...load.headers });
				stream.on("response", (fields) => {
					const failed = Number(fields[":status"]) >= 300 || (fields["grpc-status"] ?? "0") !== "0";
					if (failed) reject(new Error(`answered ${JSON.stringify(fields)}`));
				});
				stream.on("error", reject).on("end", resolve).resume();
				stream.end(load.body);
			});
		});
	} finally {
		for (const session of sessions) session.destroy();
	}
}

/** Bytes of a stream that is read to its end, and how long it took. */
export async function streamOf(
	port: number,
	load: Load,
): Promise<{ readonly bytes: number; readonly seconds: number }> {
	const pool = new Pool(`http://127.0.0.1:${port}`, { connections: 1 });
	try {
		const begin = process.hrtime.bigint();
		const { body } = await pool.request(load);
		let bytes = 0;
		for await (const chunk of body as AsyncIterable<Buffer>) bytes += chunk.length;
		return { bytes, seconds: Number(process.hrtime.bigint() - begin) / 1e9 };
	} finally {
		await pool.close();
	}
}

/** Messages a second that are answered by one each, so many of them on their way at a time. */
export async function messagesPerSecond(port: number, path: string, text: string, messages: number): Promise<number> {
	const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { perMessageDeflate: false });
	await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
	const begin = process.hrtime.bigint();
	let sent = 0;
	let received = 0;
	await new Promise<void>((resolve, reject) => {
		const send = (): void => {
			if (sent++ < messages) socket.send(text);
		};
		socket.on("message", () => {
			received++;
			if (received === messages) resolve();
			else send();
		});
		socket.once("close", () => reject(new Error("it was closed")));
		for (let asker = 0; asker < ASKERS; asker++) send();
	});
	const rate = messages / (Number(process.hrtime.bigint() - begin) / 1e9);
	socket.removeAllListeners("close").terminate();
	return rate;
}
