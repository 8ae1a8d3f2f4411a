import type { Scenario } from "./measured.ts";

/** The fields that the measuring client sent with every request. */
const FIELDS = [
	"user-agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
	"accept: */*",
	"accept-encoding: gzip, deflate, br",
	"accept-language: en-US,en;q=0.9",
	"referer: https://lab.example/index.html",
	"cookie: sid=0123456789abcdef0123456789abcdef; theme=dark; ab=variant-7",
];
const DATE = "Date: Sat, 21 Nov 2026 08:21:00 GMT";

function headBytes(lines: readonly string[]): number {
	return `${lines.join("\r\n")}\r\n\r\n`.length;
}

/** The path of a body of this size. */
export function pathOf(size: number, scenario: Scenario): string {
	return `/b/${size}${scenario.delay ? `?d=${scenario.delay}` : ""}`;
}

/** The head of a request as Node 20 writes it. */
export function requestHead(method: string, path: string, scenario: Scenario, bodyBytes = 0): number {
	return headBytes([
		`${method} ${path} HTTP/1.1`,
		...FIELDS,
		...(scenario.keepAlive === false ? ["connection: close"] : []),
		...(bodyBytes > 0 ? [`content-length: ${bodyBytes}`] : []),
		`Host: 10.99.0.2:${scenario.tls === undefined ? 8080 : 8443}`,
		...(scenario.keepAlive === false ? [] : ["Connection: keep-alive"]),
	]);
}

/** The head of an answer as Node 20 writes it. */
export function responseHead(bodyBytes: number, keepAlive: boolean, type = "application/octet-stream"): number {
	return headBytes([
		"HTTP/1.1 200 OK",
		...(type === "" ? [] : [`content-type: ${type}`]),
		`content-length: ${bodyBytes}`,
		DATE,
		...(keepAlive ? ["Connection: keep-alive", "Keep-Alive: timeout=120"] : ["Connection: close"]),
	]);
}

/** A stream of events has no length: it comes in chunks. */
export function eventStreamHead(): number {
	return headBytes([
		"HTTP/1.1 200 OK",
		"content-type: text/event-stream",
		"cache-control: no-cache",
		DATE,
		"Connection: close",
		"Transfer-Encoding: chunked",
	]);
}

/** A chunk of HTTP/1.1: its size in hexadecimal, and two line ends. */
export function chunk(bytes: number): number {
	return bytes.toString(16).length + 4 + bytes;
}

/** The chunk that ends a body. */
export const LAST_CHUNK = 5;

/** The opening handshake of a WebSocket, asked for and granted. */
export function webSocketRequest(): number {
	return headBytes([
		"GET /ws HTTP/1.1",
		...FIELDS,
		"connection: Upgrade",
		"upgrade: websocket",
		"sec-websocket-version: 13",
		"sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==",
		"Host: 10.99.0.2:8080",
	]);
}

export function webSocketResponse(): number {
	return headBytes([
		"HTTP/1.1 101 Switching Protocols",
		"Upgrade: websocket",
		"Connection: Upgrade",
		"Sec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=",
	]);
}

/**
 * Blocks of fields over HTTP/2 (HPACK, RFC 7541): the first of a connection carries the fields, later ones refer to them
 * and carry the path. Digits of a path have 5 or 6 bits each.
 */
export function requestBlock(isFirst: boolean, path: string): number {
	const pathBytes = Math.ceil((path.length * 5.4) / 8);
	return (isFirst ? 201 : 10) + pathBytes;
}

export function responseBlock(isFirst: boolean): number {
	return isFirst ? 49 : 9;
}
