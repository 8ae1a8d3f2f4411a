import {
	type Fault,
	isMessageId,
	type LinkName,
	type MessageId,
	type Nanoseconds,
	type Scenario,
} from "@roundtrip/model";

/** What becomes of a message. */
export type Fate =
	| { readonly kind: "deliver" }
	| { readonly kind: "lose"; readonly fault: number }
	| { readonly kind: "delay"; readonly by: Nanoseconds; readonly fault: number };

/** Decides the fate of messages, asked once for each in the order of sending. */
export interface MessageFaults {
	fate(message: MessageId, link: LinkName, direction: "request" | "response"): Fate;
}

interface Rule {
	/** `request`, `response`, or the name of one message. */
	readonly which: string;
	readonly on: LinkName | undefined;
	readonly nth: number | "all";
	readonly fate: Fate;
}

const DELIVER: Fate = { kind: "deliver" };

/** How far a message that is lost on purpose comes: halfway, where everyone can see it. */
export const LOST_AT = 0.5;

function ruleOf(fault: Fault, index: number): Rule[] {
	if ("lose" in fault) {
		return [{ which: fault.lose, on: fault.on, nth: fault.nth, fate: { kind: "lose", fault: index } }];
	}
	if ("delay" in fault) {
		return [{ which: fault.delay, on: fault.on, nth: fault.nth, fate: { kind: "delay", by: fault.by, fault: index } }];
	}
	return [];
}

/** The faults of a scenario that strike messages. The first that fits a message decides. */
export function createMessageFaults(scenario: Scenario): MessageFaults {
	const rules = scenario.faults.flatMap(ruleOf);
	const counts = new Map<string, number>();
	if (rules.length === 0) return { fate: () => DELIVER };
	return {
		fate(message, link, direction) {
			const key = `${direction} ${link}`;
			const count = (counts.get(key) ?? 0) + 1;
			counts.set(key, count);
			const rule = rules.find((candidate) =>
				isMessageId(candidate.which)
					? candidate.which === message
					: candidate.which === direction &&
						candidate.on === link &&
						(candidate.nth === "all" || candidate.nth === count),
			);
			return rule?.fate ?? DELIVER;
		},
	};
}
