import type { AttemptReport, ExchangeReport } from "../exchange-report.ts";
import { countOf } from "../format.ts";
import { BELIEFS_IN_SHORT } from "../outcomes.ts";
import type { ComparedNames } from "./comparison.ts";

/** Values are compared before they are put in words: most are the same. */
type Say = <Value extends string | number>(
	subject: string,
	a: Value,
	b: Value,
	inWords: (value: Value) => string,
) => void;

/** What differs between two runs of one exchange, in words; times don't count. */
export function exchangeDifferences(a: ExchangeReport, b: ExchangeReport, names: ComparedNames): readonly string[] {
	const differences: string[] = [];
	const say: Say = (subject, inA, inB, inWords) => {
		if (inA === inB) return;
		differences.push(`${subject} ${inWords(inA)} in the ${names.a} run, ${inWords(inB)} in the ${names.b} run`);
	};
	const subject = `exchange ${a.exchange}`;
	say(subject, a.to, b.to, (to) => `goes to ${to}`);
	say(subject, a.request, b.request, (request) => `asks for ${request}`);
	say(subject, a.attempts.length, b.attempts.length, (count) => `takes ${countOf(count, "attempt")}`);
	a.attempts.forEach((attempt, index) => {
		const other = b.attempts[index];
		if (other) attemptDifferences(attempt, other, say);
	});
	say(subject, a.outcome.belief, b.outcome.belief, (belief) => `ends where its client ${BELIEFS_IN_SHORT[belief]}`);
	say(subject, a.outcome.applied, b.outcome.applied, (count) => `has its effect ${countOf(count, "time")}`);
	// What data waited for on the link, a world may not be able to tell.
	const begun = (each: ExchangeReport): number => each.roundTrips - each.roundTripsWaited;
	const begunBehind = (each: ExchangeReport): number => each.roundTripsBehind - each.roundTripsBehindWaited;
	say(subject, begun(a), begun(b), (count) => `needs ${countOf(count, "round-trip")}`);
	say(subject, begunBehind(a), begunBehind(b), (count) => `needs ${countOf(count, "round-trip")} behind the server`);
	return differences;
}

const ENDS: Readonly<Record<Exclude<AttemptReport["result"]["how"], "answered">, string>> = {
	refused: "is refused",
	"not-sent": "is given up before its request left",
	reset: "is cut off",
	"timed-out": "times out",
	left: "is left when its client had enough",
	waiting: "still waits at the end",
};

function attemptDifferences(a: AttemptReport, b: AttemptReport, say: Say): void {
	const subject = `attempt ${a.call}`;
	const sentOn = (each: AttemptReport): string => each.redirect ?? "";
	say(subject, sentOn(a), sentOn(b), (path) => (path === "" ? "is a try of its own" : `is sent on to ${path}`));
	const renewed = (each: AttemptReport): number => (each.renewed === true ? 1 : 0);
	say(subject, renewed(a), renewed(b), (is) => (is ? "shows something else" : "shows what it has"));
	const hedged = (each: AttemptReport): number => (each.hedged === true ? 1 : 0);
	say(subject, hedged(a), hedged(b), (is) => (is ? "goes out beside the one before it" : "goes out by itself"));
	say(subject, endOf(a), endOf(b), (end) => (typeof end === "number" ? `is answered ${end}` : ENDS[end]));
	say(subject, a.resolves ? 1 : 0, b.resolves ? 1 : 0, (asks) => (asks ? "asks for the address" : "knows the address"));
	say(subject, connectionInWords(a), connectionInWords(b), (connection) => `goes over ${connection}`);
	say(subject, keysInWords(a), keysInWords(b), (keys) => `agrees on ${keys}`);
}

/** The status of an answer, or how it ended without one. */
function endOf({ result }: AttemptReport): number | keyof typeof ENDS {
	return result.how === "answered" ? result.status : result.how;
}

function connectionInWords({ reused, connection }: AttemptReport): string {
	if (connection === undefined) return "no connection";
	return reused ? "a connection that was there" : "a new connection";
}

function keysInWords({ keys }: AttemptReport): string {
	return keys ? `TLS ${keys.tls}, ${keys.handshake}, in ${countOf(keys.roundTrips, "round-trip")}` : "no keys";
}
