/** Why something that could strike is not tried, each with the reason that nothing new would come of it. */
export const PRUNINGS = {
	"another-order": "the same faults in another order are one schedule, and that is tried",
	"not-arriving": "the message doesn't arrive in that run anyway, and nobody would notice",
	"late-as-lost": "an answer that comes after its asker has given up and closed the connection is a lost one",
	"as-late": "the node has one thing in hand: standing still is as if its next message came late, and that is tried",
	"as-reset": "nothing of the message is taken and its connection ends, as by a reset in its place, and that is tried",
	"not-overtaken": "no other message leaves in its direction while it would wait, so it would only be late",
	"same-instant": "the node does both at one instant of virtual time, and no crash comes between them",
	"nothing-follows": "nothing happens after it",
	"struck-already": "the message is struck by another fault of the schedule",
	"no-packets": "the link travels in whole messages, and what a cut does is done to packets",
	"same-cut": "another message leaves over the link at that instant, and that cut is tried",
	"cut-already": "the link is cut then by another fault",
	"down-already": "the node is down then by another fault",
} as const;

export type Pruning = keyof typeof PRUNINGS;

/** What is not tried, counted by its reason. */
export type Pruned = Readonly<Partial<Record<Pruning, number>>>;

export function addPruned(one: Pruned, other: Pruned): Pruned {
	const sum: Partial<Record<Pruning, number>> = { ...one };
	for (const [reason, count] of Object.entries(other)) {
		// The keys of what is counted are reasons.
		sum[reason as Pruning] = (sum[reason as Pruning] ?? 0) + count;
	}
	return sum;
}
