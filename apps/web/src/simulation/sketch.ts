import { messagesOf, nodeOrder } from "@roundtrip/analysis";
import type { Role, Scenario, Step, Trace } from "@roundtrip/model";
import { sketchApart } from "./sketch-apart.ts";
import type { Sketch } from "./sketch-lines.ts";

/** More would be a grey patch. */
const MOST_LINES = 36;
/** So many clients fit side by side. */
const MOST_CLIENTS = 6;

/** A run's sequence, small, and who takes part in it. */
export function sketchOf(trace: Trace): Sketch {
	const taking = new Set(Object.values(trace.header.scenario.nodes).map(({ is }) => is));
	return { ...drawingOf(trace), roles: ROLES.filter((role) => taking.has(role)) };
}

const ROLES: readonly Role[] = ["client", "cache", "balancer", "server", "database"];

/**
 * The first messages of a run as lines between lanes. Time runs downwards, but long silences are cut short:
 * each moment at which something happens is one step lower, whatever lies between, and equal moments share a step.
 */
function drawingOf(trace: Trace): Omit<Sketch, "roles"> {
	const { scenario } = trace.header;
	const nodes = nodeOrder(scenario);
	const clients = nodes.filter((node) => scenario.nodes[node]?.is === "client");
	// Where something is broken on purpose, or clients tell each other something, order says more than time.
	const isCompared =
		clients.length > 1 && clients.length <= MOST_CLIENTS && scenario.faults.length === 0 && !publishes(scenario);
	if (isCompared) return sketchApart(trace, clients);
	const x = (node: string): number => (nodes.length < 2 ? 0.5 : nodes.indexOf(node) / (nodes.length - 1));
	const messages = messagesOf(trace).slice(0, MOST_LINES);
	const endOf = (message: (typeof messages)[number]): number | undefined => message.deliveredAt ?? message.lost?.at;
	const lastNs = Math.max(0, ...messages.map((message) => endOf(message) ?? message.sentAt));
	const commits = Array.from(trace.events()).filter((event) => event.kind === "committed" && event.at <= lastNs);
	const moments = new Set<number>(commits.map((event) => event.at));
	for (const message of messages) moments.add(message.sentAt).add(endOf(message) ?? message.sentAt);
	const steps = [...moments].sort((a, b) => a - b);
	const rank = new Map(steps.map((moment, index) => [moment, index]));
	const y = (timeNs: number): number => (rank.get(timeNs) ?? 0) / Math.max(1, steps.length - 1);
	return {
		lanes: nodes.map(x),
		lines: messages.map((message) => {
			const x1 = x(message.from);
			const reach = message.lost ? Math.max(0.25, Math.min(0.75, message.lost.where)) : 1;
			return {
				x1,
				y1: y(message.sentAt),
				x2: x1 + (x(message.to) - x1) * reach,
				y2: y(endOf(message) ?? message.sentAt),
				direction: message.direction,
				lost: message.lost !== undefined,
				...(message.item === undefined ? {} : { isItem: true }),
			};
		}),
		effects: commits.map((event) => ({ x: x(event.node), y: y(event.at) })),
	};
}

/** Whether what one client asks for reaches others. */
function publishes({ routes }: Scenario): boolean {
	const isPublish = (step: Step): boolean => "publish" in step || ("each" in step && step.each.some(isPublish));
	return Object.values(routes).some((ofServer) => Object.values(ofServer).some((steps) => steps.some(isPublish)));
}
