import type { Deaths } from "./deaths.ts";
import type { Moment, MomentOf } from "./moments.ts";
import type { SentMessages } from "./sent-messages.ts";

/** Messages that had left and never arrived because a process was killed. */
export function openMessages(sent: SentMessages, known: readonly Moment[], deaths: Deaths): readonly Moment[] {
	const over = new Set(known.flatMap((moment) => (isEndOfMessage(moment) ? [moment.message] : [])));
	return [...sent.values()].flatMap((moment) => {
		if (over.has(moment.message)) return [];
		const { at: sentNs, dueNs, node, exchange, attempt, call, connection, message, data } = moment;
		const of = { exchange, attempt, call, connection, message, node, kind: "lost" as const };
		const own = deaths.from(node, sentNs);
		// What is on its way over a link is in the hands of the process at its asking end, and ends with it.
		if (message.endsWith(">") && own !== undefined && own.at < dueNs) {
			const where = (own.at - sentNs) / (dueNs - sentNs);
			return [{ ...of, at: own.at, data: { to: data.to, where, why: "node-down" as const } }];
		}
		const others = deaths.from(data.to, sentNs);
		if (others === undefined) throw new Error(`${message} was sent, and nothing became of it`);
		return [{ ...of, at: Math.max(others.at, dueNs), data: { to: data.to, where: 1, why: "node-down" as const } }];
	});
}

function isEndOfMessage(moment: Moment): moment is MomentOf<"delivered"> | MomentOf<"lost"> {
	return moment.kind === "delivered" || moment.kind === "lost";
}
