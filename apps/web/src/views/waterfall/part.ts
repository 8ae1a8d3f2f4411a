import type { LatencyPart } from "@roundtrip/analysis";

/**
 * What a stretch of a bar stands for: the parts of the analysis, with the network told apart by direction, and
 * `timeout` for waiting for an answer that doesn't come.
 */
export type Part = Exclude<LatencyPart, "network" | "lost"> | "request" | "response" | "timeout";

/** In the order in which the legend tells them. */
export const PARTS: readonly Part[] = [
	"connection",
	"connect",
	"request",
	"queue",
	"work",
	"downstream",
	"response",
	"timeout",
	"backoff",
	"self",
];

export const partNames: Readonly<Record<Part, string>> = {
	connection: "waits for a connection",
	connect: "opens a connection",
	request: "request on its way",
	queue: "waits for a worker",
	work: "a worker busy",
	downstream: "asks others",
	response: "response on its way",
	timeout: "no answer comes",
	backoff: "waits to try again",
	self: "in the client itself",
};
