import { readFileSync } from "node:fs";
import { parseScenario, type TraceEvent } from "@roundtrip/model";
import { describe, expect, it } from "vitest";
import { simulate } from "./run.ts";

/** What happens to a message on its way is told at its sender's place, but nobody there sees it. */
const UNSEEN = ["lost", "delayed"];

/** What a client can see of a run: its own events, without the names by which only we know it. */
function seenBy(events: readonly TraceEvent[], client: string): readonly unknown[] {
	return events
		.filter((event) => event.node === client && !UNSEEN.includes(event.kind))
		.map(({ at, kind, data }) => ({ at, kind, data: "to" in data ? { ...data, to: "the server" } : data }))
		.map((event) => ("head" in event.data ? { ...event, data: { size: event.data.size } } : event));
}

describe("slow, dead or lost", () => {
	const parsed = parseScenario(readFileSync(new URL("../../../scenarios/slow-or-never.yaml", import.meta.url), "utf8"));
	const run = parsed.ok ? simulate(parsed.value) : undefined;
	const events = run?.ok === true ? [...run.trace.events()] : [];

	it("looks the same to the last event for the client of a slow server, of a dead one, and of one whose reply is lost", () => {
		const slow = seenBy(events, "anna");
		expect(slow.map((event) => (event as TraceEvent).kind)).toEqual([
			...["begun", "connecting", "connected", "sent", "timed-out", "closed", "settled"],
		]);
		expect(seenBy(events, "ben")).toEqual(slow);
		expect(seenBy(events, "cleo")).toEqual(slow);
	});

	it("is not the same in truth: the slow and the mute server booked the order, the dead one never will", () => {
		const booked = events.filter((event) => event.kind === "committed").map((event) => event.node);
		expect(booked.sort()).toEqual(["mute-orders", "slow-orders"]);
	});
});
