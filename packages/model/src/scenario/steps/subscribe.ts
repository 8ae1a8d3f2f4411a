import { z } from "zod";
import type { Descriptor } from "../descriptor.ts";
import { nameField } from "../fields.ts";

/** Send what is published on a channel from now on, until the client leaves. */
export interface SubscribeStep {
	readonly subscribe: string;
}

export interface WrittenSubscribe {
	readonly subscribe: string;
}

export const subscribe: Descriptor<SubscribeStep, WrittenSubscribe> = {
	name: "subscribe",
	what: "Send every item that is published on a channel of this server from now on, until the client leaves; right behind `each` it begins beside it. It holds no worker. A client that comes back with the number of the last item that it has gets what it has missed.",
	example: "{ subscribe: news }",
	defaults: {},
	schema: z.strictObject({ subscribe: nameField }),
};
