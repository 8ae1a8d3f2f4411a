import type { AttemptReport, ExchangeReport } from "../exchange-report.ts";

/** What a client counts as tries: to be sent on is none of its own, and to show something else neither. */
export function triesOf({ attempts }: Pick<ExchangeReport, "attempts">): readonly AttemptReport[] {
	return attempts.filter(({ redirect, renewed }) => redirect === undefined && renewed === undefined);
}
