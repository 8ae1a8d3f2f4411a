import { clip } from "../../clip.ts";
import { demandOf } from "../auth/derived-routes.ts";
import { linkName } from "../link-name.ts";
import { nearestHint } from "../nearest.ts";
import { isSocketSubscription } from "../over-websocket.ts";
import { sentOnTo } from "../redirect-chain.ts";
import { isRedirect } from "../redirects.ts";
import { type ApiProtocol, type RequestLine, requestTarget, routeOf } from "../request-line.ts";
import { allDataOfRoute } from "../route-data.ts";
import { isStream, protocolName, shapeProblem } from "../route-shape.ts";
import type { Scenario } from "../scenario.ts";
import type { Path } from "../source.ts";
import type { ItemStep } from "../steps/each.ts";
import { isInDatabase } from "../steps/guarded.ts";
import { withInnerSteps } from "../steps/inner-steps.ts";
import type { QueryStep } from "../steps/query.ts";
import type { Step } from "../steps/registry.ts";
import type { ReplyStep } from "../steps/reply.ts";
import type { TransactionStep } from "../steps/transaction.ts";
import { checkDataRef } from "../types/check-types.ts";
import { type DataRef, printDataRef } from "../types/data-ref.ts";
import { askProblem } from "./asking.ts";
import { checkDemands } from "./demands.ts";
import { namesOf, type Report, roleOf } from "./names.ts";
import { checkOnce } from "./once.ts";

export function checkRoutes(scenario: Scenario, report: Report): void {
	for (const [server, routes] of Object.entries(scenario.routes)) {
		if (roleOf(scenario, server) !== "server") {
			report(["routes", server], `no server '${server}'${nearestHint(server, namesOf(scenario, "server"))}`, true);
			continue;
		}
		for (const [request, steps] of Object.entries(routes)) checkRoute(scenario, server, request, steps, report);
	}
}

function checkRoute(
	scenario: Scenario,
	server: string,
	request: RequestLine,
	steps: readonly Step[],
	report: Report,
): void {
	const path = ["routes", server, request];
	if (routeOf(request) !== request) {
		report(path, "what is selected of an answer is said by whoever asks; leave the { … } out here", true);
	}
	steps.forEach((step, index) => {
		const at = [...path, index];
		checkStep(scenario, server, step, at, report);
		if ("each" in step) {
			step.each.forEach((inner, nth) => {
				checkStep(scenario, server, inner, [...at, "each", nth], report);
			});
		}
		if ("once" in step && !isInDatabase(step)) checkDatabase(scenario, step.once, [...at, "once"], report);
		else if ("once" in step) checkQuery(scenario, server, step.once, [...at, "once"], report);
		if ("transaction" in step) checkTransaction(scenario, server, step, at, report);
		if ("reply" in step)
			checkLocation(server, request, step, scenario.routes[server] ?? {}, [...at, "location"], report);
	});
	checkOnce(request, steps, path, report);
	checkDemands(scenario, server, request, steps, report);
	checkAmountsRead(steps, path, report);
	const problem =
		shapeProblem(request, steps) ?? typeProblem(scenario, server, request) ?? demandProblem(scenario, server, request);
	if (problem !== undefined) report(path, problem, true);
	else if (isStream(steps)) checkStreamEnd(request, steps, path, report);
	else checkReply(request, steps, path, report);
}

function checkStep(scenario: Scenario, server: string, step: Step | ItemStep, path: Path, report: Report): void {
	if ("query" in step) {
		checkQuery(scenario, server, step.query, [...path, "query"], report);
		checkAmount(scenario, step, path, report);
	}
	if ("ask" in step) {
		const problem = askProblem(scenario, server, step.ask, step.request);
		if (problem !== undefined) report([...path, problem.key], problem.message);
	}
	if ("data" in step && step.data !== undefined) {
		const problem = checkDataRef(scenario.types, step.data);
		if (problem !== undefined) report([...path, "data"], problem);
	}
	const channel = "subscribe" in step ? step.subscribe : "wait" in step ? step.wait : undefined;
	if (channel === undefined) return;
	const published = channelsOf(scenario, server);
	if (published.includes(channel)) return;
	const key = "subscribe" in step ? "subscribe" : "wait";
	report([...path, key], `nothing of ${server} publishes on '${channel}'${nearestHint(channel, published)}`);
}

/** Protocols in which what is asked for has one type, that both sides know before. */
const TYPED: readonly ApiProtocol[] = ["graphql", "grpc", "connect"];

function typeProblem(scenario: Scenario, server: string, request: RequestLine): string | undefined {
	const { protocol } = requestTarget(request);
	if (!TYPED.includes(protocol)) return undefined;
	const [first, ...others] = allDataOfRoute(scenario, server, request);
	const isList = ({ count }: DataRef): boolean => count !== undefined;
	const other = others.find((each) => each.type !== first?.type || isList(each) !== isList(first));
	if (first === undefined || other === undefined) return undefined;
	const both = `${printDataRef(first)} and ${printDataRef(other)}`;
	return `${request} gives ${both}, its channels' items counted in: in ${protocolName(protocol)} what is asked for has one type`;
}

/** The channels that routes of a server publish on. */
function channelsOf(scenario: Scenario, server: string): readonly string[] {
	const steps = Object.values(scenario.routes[server] ?? {}).flatMap(withInnerSteps);
	return steps.flatMap((step) => ("publish" in step ? [step.publish] : []));
}

/** A unary route answers once; what comes after its answer is work that nobody waits for. */
function checkReply(request: RequestLine, steps: readonly Step[], path: Path, report: Report): void {
	const replies = steps.flatMap((step, index) => ("reply" in step ? [index] : []));
	const [first, second] = replies;
	if (first === undefined) {
		report(path, "a route ends with a reply: add - { reply: 200 }", true);
		return;
	}
	if (second !== undefined) report([...path, second], "a route has one reply");
	const held = steps.findIndex((step, index) => index > first && "wait" in step);
	if (held >= 0) report([...path, held], "nobody waits any more after the reply; move it before");
	const reply = steps[first];
	const { protocol } = requestTarget(request);
	if (reply !== undefined && "reply" in reply && isRedirect(reply.reply) && protocol !== "rest") {
		report([...path, first, "reply"], "only plain HTTP sends its asker on to another address");
	}
}

function checkStreamEnd(request: RequestLine, steps: readonly Step[], path: Path, report: Report): void {
	const retries = steps.flatMap((step, index) => ("retry" in step && step.retry !== undefined ? [index] : []));
	for (const [nth, index] of retries.entries()) {
		if (requestTarget(request).protocol !== "sse")
			report([...path, index, "retry"], "only events say when to come back: `retry` belongs to a route of sse");
		else if (nth > 0) report([...path, index, "retry"], "a stream says once when to come back");
	}
	steps.forEach((step, index) => {
		if ("reply" in step)
			report([...path, index], "a stream has no reply: it begins with its first item, and ends with its last step");
		if ("transaction" in step) report([...path, index], "a stream has no transaction: do it in a route with a reply");
		if ("once" in step) report([...path, index], "a stream is not done once for a key: that takes a reply to store");
		if ("wait" in step) report([...path, index], "a stream doesn't wait for an item: subscribe to the channel");
		if ("subscribe" in step && index < steps.length - 1) {
			report([...path, index + 1], "a subscription lasts until the client leaves: nothing comes after it");
		}
	});
}

/** Loops are allowed: a client gives up on them. */
function checkLocation(
	server: string,
	request: RequestLine,
	step: ReplyStep,
	routes: Readonly<Record<RequestLine, unknown>>,
	path: Path,
	report: Report,
): void {
	const next = sentOnTo(request, [step]);
	if (next === undefined || Object.hasOwn(routes, next)) return;
	const hint = nearestHint(next, Object.keys(routes));
	report(path, `after this ${step.reply} ${clip(next)} is asked for, and ${server} has no such route${hint}`);
}

function checkQuery(scenario: Scenario, server: string, database: string, path: Path, report: Report): void {
	if (!checkDatabase(scenario, database, path, report)) return;
	if (!Object.hasOwn(scenario.links, linkName(server, database))) {
		report(
			path,
			`there is no link from ${server} to ${database}; add ${linkName(server, database)}: { rtt: 1ms } to the links`,
		);
	}
}

function checkDatabase(scenario: Scenario, database: string, path: Path, report: Report): boolean {
	if (roleOf(scenario, database) === "database") return true;
	report(path, `no database '${database}'${nearestHint(database, namesOf(scenario, "database"))}`);
	return false;
}

function checkTransaction(scenario: Scenario, server: string, step: TransactionStep, path: Path, report: Report): void {
	checkQuery(scenario, server, step.transaction, [...path, "transaction"], report);
	step.steps.forEach((inner, nth) => {
		const at = [...path, "steps", nth];
		checkStep(scenario, server, inner, at, report);
		if (!("query" in inner) || inner.query === step.transaction) return;
		report([...at, "query"], `this is a transaction of ${step.transaction}: ask ${inner.query} outside of it`);
	});
	if (step.steps.some((inner) => "query" in inner)) return;
	report([...path, "steps"], `nothing here asks ${step.transaction}: add - { query: ${step.transaction} }`);
}

/** What a query reads or changes is there. */
function checkAmount(scenario: Scenario, step: QueryStep, path: Path, report: Report): void {
	const database = Object.hasOwn(scenario.nodes, step.query) ? scenario.nodes[step.query] : undefined;
	if (database?.is !== "database") return;
	for (const key of ["reads", "writes", "adds", "sets"] as const) {
		const name = step[key];
		if (name === undefined || Object.hasOwn(database.amounts, name)) continue;
		const hint = nearestHint(name, Object.keys(database.amounts));
		const how = hint === "" ? `; say amounts: { ${name}: 0 } there` : hint;
		report([...path, key], `${step.query} has no amount '${name}'${how}`);
	}
}

/** What is written follows from what was read: that has to stand before, in the same transaction. */
function checkAmountsRead(steps: readonly Step[], path: Path, report: Report): void {
	const read = new Set<string>();
	const look = (step: Step, at: Path, known: Set<string>): void => {
		if (!("query" in step)) return;
		if (step.reads !== undefined) known.add(`${step.query} ${step.reads}`);
		if (step.writes === undefined || known.has(`${step.query} ${step.writes}`)) return;
		report(
			[...at, "writes"],
			`what is written follows from what was read: put { query: ${step.query}, reads: ${step.writes} } before it`,
		);
	};
	steps.forEach((step, index) => {
		const at = [...path, index];
		look(step, at, read);
		const inner = "each" in step ? step.each : "transaction" in step ? step.steps : [];
		const known = new Set<string>();
		inner.forEach((each, nth) => {
			look(each, [...at, "each" in step ? "each" : "steps", nth], known);
		});
	});
}

/** A subscription over a WebSocket begins with the upgrade, before anybody has said what is wanted. */
function demandProblem({ nodes, routes }: Scenario, server: string, request: RequestLine): string | undefined {
	const steps = routes[server]?.[request] ?? [];
	if (!isSocketSubscription(nodes[server], request) || demandOf(steps) === undefined) return undefined;
	return `${request} comes over a WebSocket, which asks nobody for a proof: leave out the demand, or subscriptions of ${server}'s websocket`;
}
