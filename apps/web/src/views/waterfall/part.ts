import type { LatencyPart } from "@roundtrip/analysis";

/**
 * What a stretch of a bar stands for: the parts of the analysis, with the network told apart by direction, and
 * `timeout` for waiting for an answer that doesn't come.
 */
export type Part = Exclude<LatencyPart, "network" | "lost"> | "request" | "response" | "timeout";

/** In the order in which the legend tells them. */
export const PARTS: readonly Part[] = [
	"connection",
	"dns",
	"connect",
	"tls",
	"request",
	"queue",
	"work",
	"downstream",
	"response",
	"stream",
	"timeout",
	"backoff",
	"self",
];

export const partNames: Readonly<Record<Part, string>> = {
	connection: "waits for a connection",
	dns: "asks for the address",
	connect: "opens a connection",
	tls: "agrees on keys",
	request: "request on its way",
	queue: "waits for a worker",
	work: "a worker busy",
	downstream: "asks others",
	response: "response on its way",
	stream: "open stream",
	timeout: "no answer comes",
	backoff: "waits to try again",
	self: "in the client itself",
};
