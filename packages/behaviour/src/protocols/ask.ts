import {
	type CallId,
	dataOfRoute,
	GRAPHQL_TRANSPORT,
	isSocketSubscription,
	type LinkSpec,
	NS_PER_MS,
	type RequestLine,
	requestTarget,
	routesAt,
	type Scenario,
	type Step,
	shapeOf,
	stepsAt,
} from "@roundtrip/model";
import type { Content } from "../messages/content.ts";
import { fieldOf, type HeaderField, type HttpReply, type HttpRequest } from "../messages/http-message.ts";
import type { Operation } from "../messages/operation.ts";
import type { Conversation } from "./dialect.ts";
import { dialectOf } from "./dialects.ts";

/** The conversation that a call has with a server over a link. */
export function conversationOf(
	scenario: Scenario,
	to: string,
	request: RequestLine,
	call: CallId,
	link: Pick<LinkSpec, "tls" | "over"> | undefined,
): Conversation {
	const steps = stepsAt(routesAt(scenario, to), request) ?? [];
	const target = requestTarget(request);
	const server = scenario.nodes[to];
	const subprotocol = isSocketSubscription(server, request) ? GRAPHQL_TRANSPORT : undefined;
	const isSocket = target.protocol === "websocket" || subprotocol !== undefined;
	const deflates = isSocket && server?.is === "server" && server.websocket?.compress === true;
	return {
		types: scenario.types,
		target,
		data: dataOfRoute(scenario, to, request),
		shape: shapeOf(steps),
		call,
		isSecured: link?.tls !== undefined || link?.over === "http/3",
		seed: scenario.seed,
		retryMs: retryMsOf(steps),
		deflates,
		subprotocol,
	};
}

/** How long the events of a stream tell their client to wait before it comes back. */
function retryMsOf(steps: readonly Step[]): number | undefined {
	const [retryNs] = steps.flatMap((step) => ("retry" in step && step.retry !== undefined ? [step.retry] : []));
	return retryNs === undefined ? undefined : Math.ceil(retryNs / NS_PER_MS);
}

/**
 * The request that is sent for an operation.
 * @param resumeAfter number of the last item that a client has which comes back to a stream
 */
export function askOf(conversation: Conversation, { fields, content }: Operation, resumeAfter?: number): HttpRequest {
	const request = dialectOf(conversation.target.protocol).ask(conversation, content, resumeAfter);
	const isOpen = conversation.shape.up && conversation.target.protocol !== "websocket";
	const asked = { ...request, fields: withFields(request.fields, fields) };
	return isOpen ? { ...asked, isOpen } : asked;
}

/** How the server begins a stream. */
export function openingOf(conversation: Conversation): HttpReply {
	return { ...dialectOf(conversation.target.protocol).open(conversation), isOpen: true };
}

/** The answer of a server: what its dialect writes, with the fields that its route says. */
export function answerOf(
	conversation: Conversation,
	status: number,
	content: Content,
	fields: readonly HeaderField[] = [],
): HttpReply {
	const reply = dialectOf(conversation.target.protocol).answer(conversation, status, content);
	return { ...reply, fields: withFields(reply.fields, fields) };
}

/** A dialect's, then those of the scenario, which stand in the place of a dialect's of the same name. */
export function withFields(own: readonly HeaderField[], said: readonly HeaderField[]): readonly HeaderField[] {
	if (said.length === 0) return own;
	return [...own.filter(([name]) => fieldOf(said, name) === undefined), ...said];
}
