import { type Body, type Content, conversationOf, replyOf, textBody } from "@roundtrip/behaviour";
import type { ReplyStep, RequestLine, Scenario } from "@roundtrip/model";

/** What a route replies. */
export interface Said {
	readonly step: ReplyStep;
	/** As the scenario's own clients get it. */
	readonly body: Body;
}

/** What a route of a server replies; undefined where it answers in another way. */
export function saidBy(scenario: Scenario, server: string, route: RequestLine): Said | undefined {
	const step = scenario.routes[server]?.[route]?.find((each) => "reply" in each);
	if (step === undefined) return undefined;
	const conversation = conversationOf(scenario, server, route, "e1.1", undefined);
	return { step, body: replyOf(conversation, step).body };
}

/** What a stranger says, who has only bytes: text. */
export function understand(content: Buffer): Content {
	return { body: textBody(content.toString("utf8")) };
}
