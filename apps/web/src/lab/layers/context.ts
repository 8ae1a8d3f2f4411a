import { exchangeAt, type MessageFlight } from "@roundtrip/analysis";
import {
	callParts,
	originalOf,
	type RequestTarget,
	requestTarget,
	type Step,
	stepOfPath,
	stepsAt,
} from "@roundtrip/model";
import type { Run } from "../run.ts";
import type { LayerContext } from "./layer.ts";

/** Puts together what the layers of a message are read from. */
export function contextOf(run: Run, message: MessageFlight): LayerContext {
	const { scenario } = run.trace.header;
	const [asking, asked] = message.direction === "request" ? [message.from, message.to] : [message.to, message.from];
	const request = requestFor(run, message, asking);
	const steps: readonly Step[] = request === undefined ? [] : (stepsAt(scenario.routes[asked] ?? {}, request) ?? []);
	const { head = "", body = "", size } = message;
	return {
		...{ run, world: run.world, message, types: scenario.types },
		link: scenario.links[message.link],
		target: request === undefined ? undefined : targetOf(request),
		data: steps.flatMap(dataIn)[0],
		content: body,
		isWhole: body.length < KEPT && (message.item !== undefined || head.length + body.length <= size + SLACK),
	};
}

/** So much of a body is in a trace. */
const KEPT = 1_024;
/** Over HTTP/2 a head as text is longer than on the wire. */
const SLACK = 1_024;

function targetOf(request: string): RequestTarget {
	return requestTarget(request);
}

/** The request line of a message's call; undefined where it is a statement, or where items led to it. */
function requestFor(run: Run, { call, exchange }: MessageFlight, asking: string): string | undefined {
	const report = exchangeAt(run.exchanges, exchange);
	if (report === undefined) return undefined;
	const [, ...path] = originalOf(call).split("/").map(Number);
	if (callParts(call).parent === undefined) return report.request;
	const step = stepOfPath(run.trace.header.scenario, report.to, report.request, path);
	return step !== undefined && "ask" in step && asking !== report.client ? step.request : undefined;
}

function dataIn(step: Step): readonly NonNullable<LayerContext["data"]>[] {
	const own = "data" in step && step.data !== undefined ? [step.data] : [];
	return "each" in step ? [...own, ...step.each.flatMap(dataIn)] : own;
}
