import { z } from "zod";
import type { Nanoseconds, WrittenDuration } from "../../units/duration.ts";
import type { Descriptor } from "../descriptor.ts";
import { countField, durationField } from "../fields.ts";
import { LIMITS } from "../limits.ts";
import { type IssuesSpec, issuesField, type WrittenIssues } from "./issues.ts";
import { type WebSocketSpec, type WrittenWebSocket, webSocketField } from "./websocket.ts";

/** Whoever answers. */
export interface ServerSpec {
	readonly is: "server";
	/** Requests worked on at a time. */
	readonly workers: number;
	/** Requests that may wait for a worker; one more is answered 503 at once. */
	readonly queue: number;
	/** How long it waits for what it asks of others; then it answers 504. */
	readonly timeout: Nanoseconds;
	/** Connections it opens to one database at a time. */
	readonly connections: number;
	/** It gives tokens to those who log in. */
	readonly issues?: IssuesSpec | undefined;
	/** Whether answers of plain HTTP are compressed for those who accept gzip. */
	readonly compress?: boolean | undefined;
	/** What it does about WebSockets beside what its routes say. */
	readonly websocket?: WebSocketSpec | undefined;
}

/** A server as it is written; its name and kind stand beside it. */
export interface WrittenServer {
	readonly workers?: number | undefined;
	readonly queue?: number | undefined;
	readonly timeout?: WrittenDuration | undefined;
	readonly connections?: number | undefined;
	readonly issues?: WrittenIssues | undefined;
	readonly compress?: boolean | undefined;
	readonly websocket?: WrittenWebSocket | undefined;
}

const defaults = { workers: 8, queue: 100, timeout: "30s", connections: 10 } as const;

export const server: Descriptor<ServerSpec, WrittenServer> = {
	name: "server",
	what: "Whoever answers: it takes requests, queues those it has no worker for, works through the steps of the route, replies. With `issues: { token: 5min }` it gives signed tokens that are good for so long: then it has the routes `POST /login`, `POST /token` and `GET /.well-known/jwks.json` by itself. A server whose routes demand a session has `POST /login` and `POST /logout`. With `compress: true` answers of plain HTTP of 1 KiB and more go out as gzip to those who say `accept-encoding: gzip`. `websocket: { ping: 10s }` asks every WebSocket so often whether its client is still there; the connection of one that hasn't answered by the next time is ended. `websocket: { limit: 64kB }` takes no larger message of a client's: it closes with 1009. `websocket: { compress: true }` agrees with its clients to compress messages of 1 KiB and more (permessage-deflate). With `websocket: { subscriptions: true }` the subscriptions of GraphQL come over WebSockets (graphql-transport-ws), and not as events.",
	example: "bank: { is: server, workers: 4, queue: 100 }",
	defaults,
	schema: z.strictObject({
		is: z.literal("server"),
		workers: countField(1, LIMITS.workers).prefault(defaults.workers),
		queue: countField(0, LIMITS.queue).prefault(defaults.queue),
		timeout: durationField.prefault(defaults.timeout),
		connections: countField(1, LIMITS.connections).prefault(defaults.connections),
		issues: issuesField.optional(),
		compress: z.boolean({ error: "compress is true or false" }).optional(),
		websocket: webSocketField.optional(),
	}),
};
