import { z } from "zod";
import type { Bytes, WrittenSize } from "../../units/data.ts";
import type { Nanoseconds, WrittenDuration } from "../../units/duration.ts";
import { durationField, type Field, flagField, sizeField } from "../fields.ts";

/** What a server does about its WebSockets beside what its routes say. */
export interface WebSocketSpec {
	/**
	 * How often it asks whether a client is still there (RFC 6455, section 5.5.2): all of its WebSockets at once, counted from
	 * the beginning of the run. A client that has not answered by the next time counts as gone.
	 */
	readonly ping?: Nanoseconds | undefined;
	/** The most bytes in a message of a client's; a larger one ends its connection (1009). */
	readonly limit?: Bytes | undefined;
	/** Messages of 1 KiB and more are compressed, each by itself, in both directions (RFC 7692). */
	readonly compress?: boolean | undefined;
	/** Subscriptions of GraphQL come over a WebSocket (graphql-transport-ws), and not as events. */
	readonly subscriptions?: boolean | undefined;
}

export interface WrittenWebSocket {
	readonly ping?: WrittenDuration | undefined;
	readonly limit?: WrittenSize | undefined;
	readonly compress?: boolean | undefined;
	readonly subscriptions?: boolean | undefined;
}

const SHORTEST_PING: Nanoseconds = 1e9;

export const webSocketField: Field<WebSocketSpec, WrittenWebSocket> = z.strictObject({
	ping: durationField.refine((ns) => ns >= SHORTEST_PING, { error: "pings are at least 1s apart" }).optional(),
	limit: sizeField.refine((bytes) => bytes >= 1, { error: "a limit is 1B at least" }).optional(),
	compress: flagField("compress").optional(),
	subscriptions: flagField("subscriptions").optional(),
});
