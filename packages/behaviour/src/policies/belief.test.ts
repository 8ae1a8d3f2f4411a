import type { AttemptResult, Belief } from "@roundtrip/model";
import { describe, expect, it } from "vitest";
import { beliefOf } from "./belief.ts";
import { gatewayAnswer, QUEUE_FULL } from "./gateway.ts";

const answered = (status: number): AttemptResult => ({ how: "answered", status });
const sentOn: AttemptResult = { how: "answered", status: 302, location: "/new" };
const [TIMED_OUT, RESET, REFUSED, NOT_SENT] = (["timed-out", "reset", "refused", "not-sent"] as const).map(
	(how): AttemptResult => ({ how }),
) as [AttemptResult, AttemptResult, AttemptResult, AttemptResult];

describe("what a client believes when an exchange is over", () => {
	it.each<[string, readonly AttemptResult[], Belief]>([
		["it was answered well", [answered(201)], "ok"],
		["it has it already", [answered(304)], "ok"],
		["it was sent on, and answered there", [sentOn, answered(200)], "ok"],
		["it was sent on, and there is nothing there", [sentOn, answered(404)], "failed"],
		["it was sent on, and heard nothing more", [sentOn, TIMED_OUT], "unknown"],
		["it was sent on and on", [sentOn, sentOn, sentOn], "failed"],
		["it was answered well at last", [TIMED_OUT, RESET, answered(200)], "ok"],
		["it was refused by the server's own word", [answered(404)], "failed"],
		["nobody had time for it", [answered(503)], "failed"],
		["the server itself does not know", [answered(504)], "unknown"],
		["the server could not reach its database", [answered(502)], "unknown"],
		["nobody listened, however often", [REFUSED, REFUSED, NOT_SENT], "failed"],
		["it never left", [NOT_SENT], "failed"],
		["no answer came", [TIMED_OUT], "unknown"],
		["the connection broke", [RESET], "unknown"],
		["no answer came, and then nobody listened", [TIMED_OUT, REFUSED], "unknown"],
		["no answer came, and then the answer was no", [RESET, answered(409)], "unknown"],
		["the server did not know, and then the answer was no", [answered(504), answered(503)], "unknown"],
	])("where %s: %j → %s", (_, results, belief) => {
		expect(beliefOf(results)).toBe(belief);
	});

	it("depends on what happened, not on when", () => {
		const all = [TIMED_OUT, REFUSED, answered(200), answered(404)];
		for (const [n] of all.entries()) expect(beliefOf([...all.slice(n), ...all.slice(0, n)])).toBe("ok");
	});
});

describe("what a server answers when its database does not", () => {
	it.each<[AttemptResult, number | undefined]>([
		[answered(200), undefined],
		[answered(399), undefined],
		[answered(400), 502],
		[answered(500), 502],
		[TIMED_OUT, 504],
		[NOT_SENT, 504],
		[REFUSED, 502],
		[RESET, 502],
	])("after %j: %s", (result, status) => {
		const answer = gatewayAnswer(result, "ledger");
		expect(answer?.status).toBe(status);
		if (answer !== undefined) expect(answer.text).toMatch(/^ledger .*\.\n$/);
	});

	it("says that it has no room before it asks anybody", () => {
		expect(QUEUE_FULL.status).toBe(503);
	});
});
