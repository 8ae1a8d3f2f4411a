import { type PlannedExchange, REDIRECTS_AT_MOST, textBody } from "@roundtrip/behaviour";
import {
	type AskStep,
	linkName,
	type Nanoseconds,
	type NodeSpec,
	NS_PER_S,
	type QueryStep,
	type RequestLine,
	type Scenario,
	type Span,
	type Step,
	sentOnTo,
	stepsAt,
	type TransactionStep,
} from "@roundtrip/model";
import { lastPlannedNs } from "./limits.ts";

/** On top of what the scenario itself can take: for processes that wait for a processor. */
const SLACK_NS = 30 * NS_PER_S;
/** So many means that no exponential duration of any seed is longer. */
const MEANS = 40;

/**
 * How long a run can last before something must be wrong: a generous bound, after which it is given up. Every exchange
 * takes at most its tries, each with its timeout and wait; those one by one come after each other; and whatever the
 * clients have given up may still be worked on, one after the other.
 */
export function timeLimitNs(scenario: Scenario, plan: readonly PlannedExchange[]): Nanoseconds {
	let chainedNs = 0;
	let longestNs = 0;
	let workNs = 0;
	for (const planned of plan) {
		const client = scenario.nodes[planned.from];
		if (client?.is !== "client") continue;
		const { attempts, backoff } = client.retry;
		const exchangeNs = attempts * (client.timeout + backoff.capNs) + streamNs(scenario, planned);
		longestNs = Math.max(longestNs, exchangeNs);
		if (planned.after !== undefined) chainedNs += exchangeNs;
		workNs += attempts * workOfNs(scenario, planned);
	}
	return lastPlannedNs(scenario, plan) + longestNs + chainedNs + workNs + onTheWayNs(scenario) + SLACK_NS;
}

/** More than the heads of a request and its response. */
const HEADS_BYTES = 2_000;

/** What one try, with all redirects that it follows, can keep its link, a server and its databases busy with. */
function workOfNs(scenario: Scenario, planned: PlannedExchange): Nanoseconds {
	const routes = scenario.routes[planned.to];
	let workNs = 0;
	let request: RequestLine | undefined = planned.request;
	for (let followed = 0; request !== undefined && followed <= REDIRECTS_AT_MOST; followed++) {
		const steps: readonly Step[] = stepsAt(routes ?? {}, request) ?? [];
		workNs += workOfStepsNs(scenario, planned, steps);
		request = sentOnTo(request, steps);
	}
	return workNs;
}

/** How long a stream goes on, beside what it is waited for: what its client says, and as long as its server sends. */
function streamNs(scenario: Scenario, { to, request, stream }: PlannedExchange): Nanoseconds {
	const steps = stepsAt(scenario.routes[to] ?? {}, request) ?? [];
	const sendsNs = steps.reduce((sum, step) => sum + ("send" in step ? step.send * step.every : 0), 0);
	return stream.sends * stream.everyNs + (stream.stayNs ?? 0) + sendsNs;
}

function workOfStepsNs(
	scenario: Scenario,
	{ from, to, content, stream }: PlannedExchange,
	steps: readonly Step[],
): Nanoseconds {
	const { rate } = scenario.links[linkName(from, to)] ?? {};
	const bytes = steps.reduce(
		(sum, step) => sum + replyBytes(step),
		HEADS_BYTES + content.body.size * Math.max(1, stream.sends),
	);
	const sendingNs = rate === undefined ? 0 : (bytes * 8 * NS_PER_S) / rate;
	return steps.reduce((sum, step) => sum + stepNs(step, scenario, to), sendingNs);
}

function replyBytes(step: Step): number {
	return "reply" in step ? (step.size ?? textBody(step.body ?? "").size) : 0;
}

function stepNs(step: Step, scenario: Scenario, server: string): Nanoseconds {
	if ("work" in step) return longestOf(step.work);
	if ("wait" in step) return step["at-most"];
	if ("transaction" in step) return step.attempts * transactionNs(step, scenario, server);
	if ("ask" in step) return step.times * askNs(step, scenario, server);
	if ("query" in step) return step.times * queryNs(step, scenario, server);
	return 0;
}

/** At worst each statement waits for a lock. */
function transactionNs(step: TransactionStep, scenario: Scenario, server: string): Nanoseconds {
	const database = scenario.nodes[step.transaction];
	const patienceNs = database?.is === "database" ? database.patience : 0;
	const tripNs = scenario.links[linkName(server, step.transaction)]?.rtt ?? 0;
	const partsNs = step.steps.reduce((sum, part) => sum + stepNs(part, scenario, server) + patienceNs, 0);
	return longestOf(step.takes) + 4 * tripNs + partsNs;
}

function queryNs({ query, takes, effect }: QueryStep, { nodes, links }: Scenario, server: string): Nanoseconds {
	const database = nodes[query];
	const looksThrough = database?.is === "database" && effect === undefined && !database.index ? database.rows : 0;
	const scanNs = database?.is === "database" ? looksThrough * database.scan : 0;
	return longestOf(takes) + scanNs + 2 * (links[linkName(server, query)]?.rtt ?? 0);
}

function askNs({ ask }: AskStep, { nodes, links }: Scenario, server: string): Nanoseconds {
	const asker = nodes[server];
	const patienceNs = asker === undefined ? 0 : patienceOf(asker);
	return patienceNs + 2 * (links[linkName(server, ask)]?.rtt ?? 0);
}

/** How long a node that answers others waits for those that it asks. */
function patienceOf(node: NodeSpec): Nanoseconds {
	return node.is === "server" || node.is === "cache" || node.is === "balancer" ? node.timeout : 0;
}

function longestOf(span: Span): Nanoseconds {
	if (span.shape === "fixed") return span.ns;
	return span.shape === "between" ? span.toNs : MEANS * span.meanNs;
}

/** What may still be on its way or waited for when the last client has given up. */
function onTheWayNs({ nodes, links, faults }: Scenario): Nanoseconds {
	const patience = Object.values(nodes).map(patienceOf);
	const trips = Object.values(links).map((link) => link.rtt);
	const delays = faults.map((fault) => ("delay" in fault ? fault.by : 0));
	const returns = faults.map((fault) => ("restart-after" in fault ? (fault["restart-after"] ?? 0) : 0));
	return [...patience, ...trips, ...delays, ...returns].reduce((sum, each) => sum + each, 0);
}
