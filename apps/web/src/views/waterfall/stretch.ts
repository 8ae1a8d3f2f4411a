import type { LatencySegment, MessageFlight, RoundTrip } from "@roundtrip/analysis";
import type { Nanoseconds } from "@roundtrip/model";
import type { Part } from "./part.ts";

/** A stretch of time that belongs to one part. */
export interface Stretch {
	readonly part: Part;
	readonly startAt: Nanoseconds;
	readonly endAt: Nanoseconds;
}

/** The stretches of a call that was answered; the first on the network is its request, the second its response. */
export function answeredStretches(segments: readonly LatencySegment[]): readonly Stretch[] {
	let onNetwork = 0;
	return segments.flatMap(({ part, startAt, endAt }): readonly Stretch[] => {
		if (part === "lost") return [{ part: "timeout", startAt, endAt }];
		if (part !== "network") return [{ part, startAt, endAt }];
		onNetwork += 1;
		return [{ part: onNetwork === 1 ? "request" : "response", startAt, endAt }];
	});
}

/** What is known of a call that got no answer. */
export interface FailedCall {
	readonly startAt: Nanoseconds;
	/** When whoever asked gave up, or the run ended. */
	readonly endAt: Nanoseconds;
	readonly connects: readonly Pick<RoundTrip, "startAt" | "endAt">[];
	readonly request: MessageTimes | undefined;
	readonly response: MessageTimes | undefined;
}

/** When a message left, and when it arrived or was lost. */
interface MessageTimes extends Pick<MessageFlight, "sentAt" | "deliveredAt"> {
	readonly lost?: { readonly at: Nanoseconds };
}

/** The stretches of a call that got no answer: how far it came, and then the waiting for nothing. */
export function failedStretches({ startAt, endAt, connects, request, response }: FailedCall): readonly Stretch[] {
	const stretches: Stretch[] = [];
	let nowNs = startAt;
	const until = (timeNs: Nanoseconds, part: Part): void => {
		const to = Math.min(timeNs, endAt);
		if (to > nowNs) stretches.push({ part, startAt: nowNs, endAt: to });
		nowNs = Math.max(nowNs, to);
	};
	for (const connect of connects) {
		until(connect.startAt, "connection");
		if (connect.endAt !== undefined) until(connect.endAt, "connect");
	}
	if (request) {
		until(request.sentAt, "connection");
		until(request.deliveredAt ?? request.lost?.at ?? endAt, "request");
	}
	if (response) {
		until(response.sentAt, "work");
		until(response.deliveredAt ?? response.lost?.at ?? endAt, "response");
	}
	until(endAt, "timeout");
	return stretches;
}

/** The stretches of a call whose answer went on: how its head came, and then the stream until it was over. */
export function streamStretches(call: FailedCall): readonly Stretch[] {
	const headAt = call.response?.deliveredAt;
	if (headAt === undefined) return failedStretches(call);
	const before = failedStretches({ ...call, endAt: headAt });
	return call.endAt > headAt ? [...before, { part: "stream", startAt: headAt, endAt: call.endAt }] : before;
}
