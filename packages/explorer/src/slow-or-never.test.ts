import { clientView, exchangesOf, type SeenEvent } from "@roundtrip/analysis";
import { type Fault, parseFault, type Scenario, type Trace } from "@roundtrip/model";
import { simulate } from "@roundtrip/simulator";
import { describe, expect, it } from "vitest";
import { explore } from "./explore.ts";
import { bank } from "./testing/scenarios.ts";

const ONE_TRY: Scenario = bank({ phone: "timeout: 1s" });

function runWith(text: string): Trace {
	const fault = parseFault(text, ONE_TRY);
	if (!fault.ok) throw new Error(text);
	const faults: readonly Fault[] = [fault.value];
	const result = simulate(ONE_TRY, { faults });
	if (!result.ok) throw new Error(result.problem);
	return result.trace;
}

/** What the phone sees before it gives up. */
function beforeGivingUp(trace: Trace): readonly SeenEvent[] {
	const view = clientView(trace, "phone");
	const end = view.findIndex(({ kind }) => kind === "timed-out");
	expect(end).toBeGreaterThan(0);
	return view.slice(0, end);
}

const applied = (trace: Trace): number | undefined => exchangesOf(trace)[0]?.outcome.applied;

describe("slow or never", () => {
	const requestLost = runWith("lose: e1.1>");
	const serverDead = runWith("{ crash: bank, at: 150200000ns, silent: true }");
	const replyLost = runWith("lose: e1.1<");
	const slow = runWith("{ delay: e1.1<, by: 5s }");

	it("the request lost, the server dead, the reply lost, all merely slow: one and the same to the client", () => {
		const seen = beforeGivingUp(requestLost);
		expect(seen.map(({ kind }) => kind)).toEqual(["begun", "connecting", "connected", "sent"]);
		for (const other of [serverDead, replyLost, slow]) expect(beforeGivingUp(other)).toEqual(seen);
	});

	it("what is true differs", () => {
		expect([requestLost, serverDead, replyLost, slow].map(applied)).toEqual([0, 0, 1, 1]);
	});

	it("a client sees an answer, a refusal and a reset", () => {
		const whole = clientView(runWith("lose: e1.2<"), "phone");
		expect(whole.map(({ kind }) => kind)).toContain("delivered");
		const reset = clientView(runWith("{ crash: bank, at: 150200000ns }"), "phone");
		expect(reset.map(({ kind }) => kind)).toContain("closed");
		expect(reset.map(({ kind }) => kind)).not.toContain("crashed");
	});

	it("is found by the explorer, with what was true while the client waited", async () => {
		const { lookalikes } = await explore(ONE_TRY, { faults: 1 });
		expect(lookalikes.length).toBe(1);
		const truths = new Map(
			lookalikes[0]?.truths.map(({ strike, applied: times, isUp, isUnderWay }) => [
				`${strike.kind} ${strike.point}`,
				{ times, isUp, isUnderWay },
			]),
		);
		expect(truths.get("lose e1.1>")).toEqual({ times: 0, isUp: true, isUnderWay: false });
		expect(truths.get("lose e1.1<")).toEqual({ times: 1, isUp: true, isUnderWay: false });
		expect(truths.get("delay e1.1>")).toEqual({ times: 0, isUp: true, isUnderWay: true });
		expect(truths.get("blackout bank after received e1.1>")).toEqual({ times: 0, isUp: false, isUnderWay: false });
	});
});
