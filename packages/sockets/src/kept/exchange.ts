import type { IncomingHttpHeaders } from "node:http";
import type { Readable } from "node:stream";
import { PROBLEM_TYPE, problemText } from "./problem-body.ts";

/** A request of a stranger: what Node's HTTP/1.1 and HTTP/2 servers have in common. */
export interface Asked extends Readable {
	readonly method?: string | undefined;
	readonly url?: string | undefined;
	/** With HTTP/2 the host stands in `:authority`. */
	readonly headers: IncomingHttpHeaders & { readonly ":authority"?: string | undefined };
	/** Whoever asked has gone before all of it was here. */
	readonly aborted: boolean;
}

/** The answer to it. */
export interface Answer {
	statusCode: number;
	setHeader(name: string, value: string): unknown;
	end(): unknown;
	end(content: Buffer): unknown;
	readonly destroyed: boolean;
}

/** Takes a request of a stranger and sees to its answer. */
export type Attend = (asked: Asked, answer: Answer) => void;

export type Fields = ReadonlyArray<readonly [name: string, value: string]>;

/** Answers with content, whose length is told; with HEAD the length alone. */
export function send(asked: Asked, answer: Answer, status: number, fields: Fields, content: string | Buffer): void {
	if (answer.destroyed) return;
	const bytes = Buffer.from(content);
	answer.statusCode = status;
	for (const [name, value] of fields) answer.setHeader(name, value);
	answer.setHeader("content-length", String(bytes.length));
	if (asked.method === "HEAD" || bytes.length === 0) answer.end();
	else answer.end(bytes);
}

/** Answers that it can't be done, and why. */
export function sendProblem(asked: Asked, answer: Answer, status: number, detail: string, fields: Fields = []): void {
	const all: Fields = [...fields, ["content-type", PROBLEM_TYPE], ["cache-control", "no-store"]];
	send(asked, answer, status, all, problemText(status, detail));
}

/** Answers without content. */
export function sendNothing(answer: Answer, status: number, fields: Fields = []): void {
	if (answer.destroyed) return;
	answer.statusCode = status;
	for (const [name, value] of fields) answer.setHeader(name, value);
	answer.end();
}
