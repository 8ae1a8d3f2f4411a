import { z } from "zod";
import type { Nanoseconds, WrittenDuration } from "../../units/duration.ts";
import type { Descriptor } from "../descriptor.ts";
import { durationField, nameField } from "../fields.ts";

/** Send what is published on a channel from now on, until the client leaves. */
export interface SubscribeStep {
	readonly subscribe: string;
	/** How long a client of events waits before it comes back, as each event tells it. */
	readonly retry?: Nanoseconds | undefined;
}

export interface WrittenSubscribe {
	readonly subscribe: string;
	readonly retry?: WrittenDuration | undefined;
}

export const subscribe: Descriptor<SubscribeStep, WrittenSubscribe> = {
	name: "subscribe",
	what: "Send every item that is published on a channel of this server from now on, until the client leaves; right behind `each` it begins beside it. It holds no worker. A client that comes back with the number of the last item that it has gets what it has missed. With `retry` each event of Server-Sent Events says how long a client waits before it comes back after a break.",
	example: "{ subscribe: news }",
	defaults: {},
	schema: z.strictObject({ subscribe: nameField, retry: durationField.optional() }),
};
