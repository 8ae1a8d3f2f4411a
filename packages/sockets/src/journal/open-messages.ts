import { impairmentsOf } from "@roundtrip/behaviour";
import { type CallId, callParts, linkName, type Scenario } from "@roundtrip/model";
import type { Deaths } from "./deaths.ts";
import type { Moment, MomentOf, SentMoment } from "./moments.ts";
import type { CrashEntry } from "./run-record.ts";
import type { SentMessages } from "./sent-messages.ts";

/** Where a message is shown to be lost that was under way when its link was cut. */
const CUT_AT = 0.5;

/** Says whether nothing got through the way of a message at a time. */
export type IsCut = (message: SentMoment, timeNs: number) => boolean;

/** By the faults of a scenario that cut links. */
export function cutsOf(scenario: Scenario): IsCut {
	return ({ node, message, data: { to } }, timeNs) => {
		const direction = callParts(message).direction ?? "request";
		const link = direction === "request" ? linkName(node, to) : linkName(to, node);
		return impairmentsOf(scenario, link)[direction].outage?.isCut(timeNs, timeNs) === true;
	};
}

/** Messages that had left and never arrived because a process was killed. */
export function openMessages(
	sent: SentMessages,
	known: readonly Moment[],
	askers: AskersEnds,
	deaths: Deaths,
	isCut: IsCut,
): readonly Moment[] {
	const over = new Set(known.flatMap((moment) => (isEndOfMessage(moment) ? [moment.message] : [])));
	return [...sent.values()]
		.filter((moment) => !over.has(moment.message))
		.map((moment) => lossOf(moment, askers, deaths, isCut));
}

/** By call: when its asker waited no longer, or left a stream. */
export interface AskersEnds {
	readonly timedOut: ReadonlyMap<CallId, number>;
	readonly left: ReadonlyMap<CallId, number>;
}

function isEndOfMessage(moment: Moment): moment is MomentOf<"delivered"> | MomentOf<"lost"> {
	return moment.kind === "delivered" || moment.kind === "lost";
}

function lossOf(moment: SentMoment, { timedOut, left }: AskersEnds, deaths: Deaths, isCut: IsCut): Moment {
	const { at: sentNs, dueNs, node, message, data } = moment;
	// What is on its way over a link is in the hands of the process at its asking end, and ends with it.
	const own = message.includes(">") ? deaths.from(node, sentNs) : undefined;
	if (own !== undefined && own.at < dueNs) return takenAlong(moment, own);
	// A killed process takes a moment to go; what comes meanwhile, nobody reads.
	const other = deaths.from(data.to, sentNs) ?? deaths.until(data.to, dueNs);
	if (other !== undefined) return lost(moment, Math.max(other.at, dueNs), 1);
	// It was due, and the process had no time for it any more.
	if (own !== undefined) return takenAlong(moment, own);
	// Its asker took it back before all of it was there.
	const givenUpNs = timedOut.get(moment.call) ?? left.get(moment.call);
	if (givenUpNs !== undefined) {
		return isCut(moment, givenUpNs)
			? lost(moment, Math.max(givenUpNs, sentNs), CUT_AT, "outage")
			: lost(moment, Math.max(givenUpNs, dueNs), 1, "closed");
	}
	throw new Error(`${message} was sent, and nothing became of it`);
}

function takenAlong(moment: SentMoment, death: CrashEntry): Moment {
	const wayNs = moment.dueNs - moment.at;
	return lost(moment, death.at, wayNs <= 0 ? 1 : Math.min(1, (death.at - moment.at) / wayNs));
}

function lost(
	moment: SentMoment,
	at: number,
	where: number,
	why: "node-down" | "closed" | "outage" = "node-down",
): Moment {
	const { exchange, attempt, call, connection, message, node, data } = moment;
	const of = { exchange, attempt, call, connection, message, node, at };
	return { ...of, kind: "lost", data: { to: data.to, where, why } };
}
