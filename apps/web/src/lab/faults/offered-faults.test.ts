import { readdirSync } from "node:fs";
import { faultKinds, parseFault, printFault } from "@roundtrip/model";
import { simulate } from "@roundtrip/simulator";
import { describe, expect, it } from "vitest";
import { galleryRun } from "../../testing/gallery-run.ts";
import type { Run } from "../run.ts";
import { faultText } from "./fault-text.ts";
import { fromExample } from "./from-example.ts";
import { offeredFaults } from "./offered-faults.ts";
import { type Place, strikes } from "./place.ts";

/** Every place of a run that can be clicked; nodes and links at a moment at which all is under way. */
function placesOf(run: Run): readonly Place[] {
	const atNs = Math.round(run.durationNs / 3);
	return [
		...run.messages.slice(0, 12).map((message): Place => ({ is: "message", id: message.message, message })),
		...run.nodes.map((id): Place => ({ is: "node", id, atNs })),
		...Object.keys(run.trace.header.scenario.links).map((id): Place => ({ is: "link", id, atNs })),
	];
}

const kindOf = (fault: object): string | undefined => faultKinds.find(({ name }) => name in fault)?.name;

describe("faults that are offered where something is clicked", () => {
	it("each can be played, says what it is, and strikes where it was offered", () => {
		const run = galleryRun("edge-cache");
		const { scenario } = run.trace.header;
		for (const place of placesOf(run)) {
			const offers = offeredFaults(place, scenario);
			expect(new Set(offers.map(({ label }) => label)).size).toBe(offers.length);
			for (const { fault, what } of offers) {
				expect(what).not.toBe("");
				if (kindOf(fault) !== "partition" || place.is !== "message") expect(strikes(fault, place)).toBe(true);
				expect(parseFault(faultText(fault), scenario)).toEqual({ ok: true, value: fault });
				expect(simulate(scenario, { faults: [fault] }).ok, printFault(fault)).toBe(true);
			}
		}
	});

	it("every kind of the grammar is offered somewhere in the gallery", () => {
		const missing = new Set(faultKinds.map(({ name }) => name));
		const files = readdirSync(new URL("../../../../../scenarios/", import.meta.url));
		for (const file of files.filter((name) => name.endsWith(".yaml"))) {
			if (missing.size === 0) break;
			const run = galleryRun(file.replace(".yaml", ""));
			const scenario = { ...run.trace.header.scenario, faults: [] };
			for (const place of placesOf(run)) {
				for (const { fault } of offeredFaults(place, scenario)) missing.delete(kindOf(fault) ?? "");
			}
		}
		expect([...missing]).toEqual([]);
	});

	it("what can't be is not offered: a second death, a copy of an answer, a cut where packets aren't told apart", () => {
		const run = galleryRun("lost-reply");
		const { scenario } = run.trace.header;
		const bank: Place = { is: "node", id: "bank", atNs: 100 };
		const [crash] = offeredFaults(bank, scenario);
		expect(crash?.label).toBe("Crash here");
		const dead = { ...scenario, faults: crash === undefined ? [] : [crash.fault] };
		expect(offeredFaults(bank, dead).map(({ label }) => label)).not.toContain("Crash here");
		const reply = run.messages.find(({ message }) => message === "e1.2<");
		if (reply === undefined) throw new Error("no reply");
		const labels = offeredFaults({ is: "message", id: reply.message, message: reply }, scenario).map(
			({ label }) => label,
		);
		expect(labels).toContain("Lose this message");
		expect(labels).not.toContain("Send it twice");
	});
});

describe("a fault that has no words of its own", () => {
	it("is its example, turned to the place that was clicked", () => {
		const pause = { name: "pause", what: "", example: "{ pause: bank, at: 100ms, for: 500ms }" };
		const place: Place = { is: "node", id: "api", atNs: 2_000_000_000 };
		expect(fromExample(pause, place)).toEqual(["{ pause: api, at: 2s, for: 500ms }"]);
		const melt = { name: "melt", what: "", example: "{ melt: a -> b, at: 1s, until: 3s, by: 2 }" };
		expect(fromExample(melt, place)).toEqual([]);
		expect(fromExample(melt, { is: "link", id: "x -> y", atNs: 5_000_000_000 })).toEqual([
			"{ melt: x -> y, at: 5s, until: 7s, by: 2 }",
		]);
		const [message] = galleryRun("lost-reply").messages;
		if (message === undefined) throw new Error("no message");
		const bend = { name: "bend", what: "", example: "{ bend: response, at: headers, on: a -> b, nth: 1 }" };
		expect(fromExample(bend, { is: "message", id: "e1.1<", message })).toEqual(["{ bend: e1.1<, at: headers }"]);
	});
});
