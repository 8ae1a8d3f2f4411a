import { detailOf } from "@roundtrip/behaviour";
import type { MessagePoint } from "../points.ts";
import type { OpenRun } from "./explorable-fault.ts";

/**
 * Whether it makes no difference what becomes of a message: it was written to a connection that its sender knew to be over,
 * or it is an answer that comes to a connection which its asker has closed. Elsewhere, what comes to a closed door may
 * be answered by a reset.
 */
export function isUnheard(message: MessagePoint, run: OpenRun): boolean {
	const { lost, isDelayed, direction } = message;
	if (lost === undefined || lost.why !== "closed") return false;
	if (lost.where === 0) return !isDelayed;
	return direction === "response" && closesBehindIt(message, run);
}

/** Whether an asker that gives up closes the connection, and nothing else is on it. */
export function closesBehindIt({ link }: MessagePoint, { scenario }: OpenRun): boolean {
	return scenario.links[link]?.over === "http/1.1" && detailOf(scenario, link) === "messages";
}
