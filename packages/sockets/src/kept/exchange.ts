import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import type { Http2ServerRequest, Http2ServerResponse } from "node:http2";
import type { Socket } from "node:net";
import type { Readable } from "node:stream";
import { PROBLEM_TYPE, problemText } from "./problem-body.ts";

/** Fields of a request: with HTTP/2 the host stands in `:authority`. */
export type AskedHeaders = IncomingHttpHeaders & { readonly ":authority"?: string | undefined };

/** A request of a stranger: what Node's HTTP/1.1 and HTTP/2 servers have in common. */
export interface Asked extends Readable {
	readonly method?: string | undefined;
	readonly url?: string | undefined;
	readonly headers: AskedHeaders;
	readonly httpVersionMajor: number;
	readonly socket: Socket;
	/** Whoever asked has gone before all of it was here. */
	readonly aborted: boolean;
}

/** The answer to it. */
export interface Answer {
	/** @param fields names and values in turn */
	writeHead(status: number, fields: string[]): unknown;
	flushHeaders(): void;
	write(content: Buffer): boolean;
	end(): unknown;
	end(content: Buffer | string): unknown;
	once(event: "close" | "drain", told: () => void): unknown;
	destroy(): unknown;
	readonly destroyed: boolean;
	readonly writableEnded: boolean;
}

/** As Node gives them, for libraries that want just that. */
export type NodeRequest = IncomingMessage | Http2ServerRequest;
export type NodeResponse = ServerResponse | Http2ServerResponse;

/** Takes a request of a stranger and sees to its answer. */
export type Attend = (asked: NodeRequest, answer: NodeResponse) => void;

/** Names and values in turn, as Node writes them fastest. */
export type FlatFields = readonly string[];

export type Fields = ReadonlyArray<readonly [name: string, value: string]>;

/** What every answer to a request has. */
export interface Exchange {
	readonly asked: Asked;
	readonly answer: Answer;
	/** What lets pages read it. */
	readonly sharing: FlatFields;
}

/** An answer as it is written, again and again. */
export interface Written {
	readonly status: number;
	readonly fields: FlatFields;
	/** Text goes out in one piece with the head. */
	readonly content: Buffer | string | undefined;
}

/** Content is told by its length; where it is undefined there is none to be told of. */
export function written(status: number, fields: Fields, content: Buffer | string | undefined): Written {
	const length: Fields = content === undefined ? [] : [["content-length", String(Buffer.byteLength(content))]];
	return { status, fields: [...fields, ...length].flat(), content };
}

/** Answers; with HEAD with the length alone. */
export function sendWritten({ asked, answer, sharing }: Exchange, { status, fields, content }: Written): void {
	if (answer.destroyed) return;
	answer.writeHead(status, [...sharing, ...fields]);
	if (asked.method === "HEAD" || content === undefined || content.length === 0) answer.end();
	else answer.end(content);
}

export function send(exchange: Exchange, status: number, fields: Fields, content: string | Buffer): void {
	sendWritten(exchange, written(status, fields, content));
}

/** Answers that it can't be done, and why. */
export function sendProblem(exchange: Exchange, status: number, detail: string, fields: Fields = []): void {
	const all: Fields = [...fields, ["content-type", PROBLEM_TYPE], ["cache-control", "no-store"]];
	send(exchange, status, all, problemText(status, detail));
}

/** Answers without content. */
export function sendNothing(exchange: Exchange, status: number, fields: Fields = []): void {
	sendWritten(exchange, written(status, fields, undefined));
}
