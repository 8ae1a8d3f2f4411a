import type { AttemptReport, ExchangeReport } from "../exchanges.ts";
import { countOf } from "../format.ts";
import { BELIEFS_IN_SHORT } from "../outcomes.ts";
import type { ComparedNames } from "./comparison.ts";

/** What differs between two runs of one exchange, in words; times don't count. */
export function exchangeDifferences(a: ExchangeReport, b: ExchangeReport, names: ComparedNames): readonly string[] {
	const subject = `exchange ${a.exchange}`;
	const differences: string[] = [];
	const say = (what: string, inA: string, inB: string): void => {
		if (inA !== inB) differences.push(`${what} ${inA} in the ${names.a} run, ${inB} in the ${names.b} run`);
	};
	say(`${subject} asks`, `${a.to} for ${a.request}`, `${b.to} for ${b.request}`);
	say(`${subject} takes`, countOf(a.attempts.length, "attempt"), countOf(b.attempts.length, "attempt"));
	for (const [index, attempt] of a.attempts.entries()) {
		const other = b.attempts[index];
		if (!other) break;
		say(`attempt ${attempt.call}`, endInWords(attempt), endInWords(other));
		say(`attempt ${attempt.call} goes over`, connectionInWords(attempt), connectionInWords(other));
	}
	say(`the client of ${subject}`, BELIEFS_IN_SHORT[a.outcome.belief], BELIEFS_IN_SHORT[b.outcome.belief]);
	say(`the effect of ${subject} happens`, countOf(a.outcome.applied, "time"), countOf(b.outcome.applied, "time"));
	say(`${subject} needs`, roundTripsInWords(a), roundTripsInWords(b));
	return differences;
}

const ENDS: Readonly<Record<AttemptReport["result"]["how"], string>> = {
	answered: "is answered",
	refused: "is refused",
	"not-sent": "is given up before its request left",
	reset: "is cut off",
	"timed-out": "times out",
	waiting: "still waits at the end",
};

function endInWords({ result }: AttemptReport): string {
	return result.how === "answered" ? `${ENDS.answered} ${result.status}` : ENDS[result.how];
}

function connectionInWords({ reused, connection }: AttemptReport): string {
	if (connection === undefined) return "no connection";
	return reused ? "a connection that was there" : "a new connection";
}

function roundTripsInWords({ roundTrips, roundTripsBehind }: ExchangeReport): string {
	return `${countOf(roundTrips, "round-trip")} and ${roundTripsBehind} behind the server`;
}
