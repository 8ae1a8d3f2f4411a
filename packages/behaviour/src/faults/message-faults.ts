import {
	type CutAt,
	callParts,
	isCopy,
	isMessageId,
	type LinkName,
	type LinkSpec,
	type MessageFault,
	type MessageId,
	type Nanoseconds,
	type RequestLine,
	routeOf,
	type Scenario,
	strikesMessages,
	struckMessage,
} from "@roundtrip/model";
import { createStream } from "../random/stream.ts";

/** What becomes of a message. */
export type Fate =
	| { readonly kind: "deliver" }
	| { readonly kind: "lose"; readonly fault: number }
	| { readonly kind: "delay"; readonly by: Nanoseconds; readonly fault: number }
	/** It is delivered, and so are copies of it, each on a connection of its own, so long after the one before. */
	| {
			readonly kind: "duplicate";
			readonly copies: number;
			readonly afterNs: Nanoseconds;
			readonly fault: number;
	  }
	/** It leaves when the next of its direction on the link has been delivered, or after so long. */
	| { readonly kind: "hold"; readonly withinNs: Nanoseconds; readonly fault: number }
	/** It comes to nothing, and the end that is asked resets the connection. */
	| { readonly kind: "reset"; readonly fault: number }
	/** Only its beginning comes, and then the end of the connection. */
	| { readonly kind: "truncate"; readonly at: CutAt; readonly fault: number }
	/** It comes damaged: its receiver takes nothing of it, and ends the connection. */
	| { readonly kind: "corrupt"; readonly fault: number }
	/** It comes damaged, and is answered as what can't be read. */
	| { readonly kind: "spoil"; readonly fault: number };

/** A fate that ends the connection. */
export type EndingFate = Extract<Fate, { readonly kind: "reset" | "truncate" | "corrupt" }>;

/** What becomes of a message itself, whatever becomes of copies of it. */
export type OwnFate = Exclude<Fate, { readonly kind: "duplicate" }>;

/** A fate that lets another message overtake. */
export type HoldingFate = Extract<Fate, { readonly kind: "hold" }>;

/** A fate that makes copies. */
export type CopyingFate = Extract<Fate, { readonly kind: "duplicate" }>;

/** Decides the fate of messages, asked once for each in the order of sending. */
export interface MessageFaults {
	/** @param atNs when it begins to leave */
	fate(message: MessageId, link: LinkName, direction: "request" | "response", atNs: Nanoseconds): Fate;
}

interface Rule {
	/** `request`, `response`, or the name of one message. */
	readonly which: string;
	readonly isOfOne: boolean;
	readonly fault: MessageFault;
	readonly fate: Fate;
	/** How many messages have come that it means. */
	count: number;
}

/** It comes as it would. */
export const DELIVER: OwnFate = { kind: "deliver" };

/** How far a message that is lost on purpose comes: halfway, where everyone can see it. */
export const LOST_AT = 0.5;

const MILLION = 1_000_000;

/** Whether a message and its connection come to an end together. */
export function endsConnection(fate: Fate): fate is EndingFate {
	return fate.kind === "reset" || fate.kind === "truncate" || fate.kind === "corrupt";
}

/** How far a message comes that ends its connection: to the door of its receiver, or not out of its sender's. */
export function endedAt(fate: EndingFate, direction: "request" | "response"): 0 | 1 {
	return fate.kind === "reset" && direction === "response" ? 0 : 1;
}

/** How much comes of the head and of the body of an answer that is cut, or damaged. */
export function cutBytes(
	fate: Pick<Extract<Fate, { readonly kind: "truncate" }>, "kind" | "at"> | { readonly kind: "corrupt" },
	headBytes: number,
	bodyBytes: number,
): { head: number; body: number } {
	if (fate.kind === "corrupt") return { head: headBytes, body: bodyBytes };
	const { at } = fate;
	if (bodyBytes === 0) return { head: Math.floor(headBytes / 2), body: 0 };
	return { head: headBytes, body: at === "headers" ? 0 : Math.floor(bodyBytes / 2) };
}

function fateBy(fault: MessageFault, index: number): Fate {
	if ("lose" in fault) return { kind: "lose", fault: index };
	if ("delay" in fault) return { kind: "delay", by: fault.by, fault: index };
	if ("duplicate" in fault) {
		return { kind: "duplicate", copies: fault.times, afterNs: fault.after, fault: index };
	}
	if ("reorder" in fault) return { kind: "hold", withinNs: fault.within, fault: index };
	if ("reset" in fault) return { kind: "reset", fault: index };
	return "corrupt" in fault ? { kind: "corrupt", fault: index } : { kind: "truncate", at: fault.at, fault: index };
}

function rulesOf({ faults }: Scenario): readonly Rule[] {
	return faults.flatMap((fault, index): Rule[] => {
		if (!strikesMessages(fault)) return [];
		const which = struckMessage(fault) ?? "";
		return [{ which, isOfOne: isMessageId(which), fault, fate: fateBy(fault, index), count: 0 }];
	});
}

/** What a client asks for, by its plan. */
type Asked = { readonly request: RequestLine };

/**
 * The faults of a scenario that strike messages. The first that fits a message decides.
 * @param plan all exchanges, in their order: asked where a fault is for a route
 */
export function createMessageFaults(scenario: Scenario, plan: () => readonly Asked[]): MessageFaults {
	const rules = rulesOf(scenario);
	if (rules.length === 0) return { fate: () => DELIVER };
	const asksFor = routesOfExchanges(rules, plan);

	function isMeant(
		rule: Rule,
		message: MessageId,
		link: LinkName,
		direction: "request" | "response",
		atNs: Nanoseconds,
	): boolean {
		const { which, isOfOne, fault } = rule;
		const { from = 0, until = Number.POSITIVE_INFINITY } = fault;
		if (atNs < from || atNs >= until) return false;
		if (isOfOne) return which === message;
		if (which !== direction || fault.on !== link) return false;
		const { call, exchange, attempt } = callParts(message);
		// A copy is nobody's first or second request.
		if (isCopy(call)) return false;
		if (fault.attempt !== undefined && fault.attempt !== attempt) return false;
		if (fault.route !== undefined && fault.route !== asksFor(exchange)) return false;
		rule.count++;
		return fault.nth === "all" || fault.nth === rule.count;
	}

	function isDrawn({ fault, fate }: Rule, message: MessageId): boolean {
		if (fault.probability === undefined || fate.kind === "deliver") return true;
		return createStream(scenario.seed, message, `fault ${fate.fault}`).below(MILLION) < fault.probability;
	}

	return {
		fate(message, link, direction, atNs) {
			// Every rule counts what it means, whichever decides.
			const fitting = rules.filter((rule) => isMeant(rule, message, link, direction, atNs));
			const fate = fitting.find((rule) => isDrawn(rule, message))?.fate ?? DELIVER;
			return fate.kind === "corrupt" && direction === "request" && isPlain(scenario.links[link])
				? { kind: "spoil", fault: fate.fault }
				: fate;
		},
	};
}

/**
 * Whether nothing on a link tells a damaged request from a wrong one. TLS proves every record (RFC 8446, section 5.2), and the
 * first byte over HTTP/2 is of a frame's length: one that is too long ends the connection (RFC 9113, section 4.2).
 */
function isPlain(link: LinkSpec | undefined): boolean {
	return link !== undefined && link.tls === undefined && link.over === "http/1.1";
}

/** What the client of an exchange asks for, by the plan, where a rule wants to know. */
function routesOfExchanges(
	rules: readonly Rule[],
	plan: () => readonly Asked[],
): (exchange: number) => string | undefined {
	if (rules.every(({ fault }) => fault.route === undefined)) return () => undefined;
	const all = plan();
	return (exchange) => {
		const planned = all[exchange - 1];
		return planned === undefined ? undefined : routeOf(planned.request);
	};
}
