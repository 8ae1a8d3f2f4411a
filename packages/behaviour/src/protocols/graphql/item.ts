import { jsonOctets } from "../../data/json.ts";

/** What a stream begins with, so that its head is sent at once; and what keeps it alive, every 12 s. */
export const SUBSCRIPTION_HEARTBEAT = ":\n\n";

/** What a stream ends with. */
export const SUBSCRIPTION_END = "event: complete\ndata:\n\n";

/**
 * One item of a subscription, as an event (GraphQL over Server-Sent Events, distinct connections mode), one character a
 * byte.
 *
 * @param result as `graphqlResult` writes it
 */
export function subscriptionItem(result: string): string {
	return `event: next\ndata: ${jsonOctets(result)}\n\n`;
}
