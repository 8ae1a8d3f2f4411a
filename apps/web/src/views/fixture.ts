import { parseScenario, type Trace } from "@roundtrip/model";
import { simulate } from "@roundtrip/simulator";
import { createRun, type Run } from "../lab/run.ts";

const HEAD = `
roundtrip: 1
title: A fixture
nodes:
  phone: { is: client, timeout: 1s, retry: { attempts: 3, backoff: 100ms, jitter: none } }
  bank: { is: server, workers: 1, queue: 2 }
  ledger: { is: database }
links:
  phone -> bank: { rtt: 100ms }
  bank -> ledger: { rtt: 2ms }
routes:
  bank:
    POST /transfers: [{ query: ledger, effect: transfer, takes: 2ms }, { reply: 201, size: 200B }]
`;

/** A run of a phone, a bank and a ledger, for tests: with one transfer and no fault unless said otherwise. */
export function runOf(more: { readonly traffic?: string; readonly faults?: string } = {}): Run {
	return createRun(traceOf(more));
}

function traceOf({
	traffic = "{ phone: POST /transfers }",
	faults,
}: {
	readonly traffic?: string;
	readonly faults?: string;
}): Trace {
	const text = `${HEAD}traffic:\n  - ${traffic}\n${faults === undefined ? "" : `faults:\n  - ${faults}\n`}`;
	const parsed = parseScenario(text);
	if (!parsed.ok) throw new Error(parsed.problems.map((problem) => problem.message).join("; "));
	const result = simulate(parsed.value);
	if (!result.ok) throw new Error(result.problem);
	return result.trace;
}
