import { describe, expect, it } from "vitest";
import { TRACE_LAWS } from "../../model/src/testing/trace-laws.ts";
import { played, setting, story } from "./testing/play.ts";

const ONLY = / sent e1\.\d(\/\d)?<|committed|aborted|settled|keyed/;
const RETRIES = "timeout: 2s, retry: { attempts: 2, backoff: 300ms, jitter: none }";
const WITH_KEY = `${RETRIES}, key: exchange`;

/** What is told of a request that comes to the bank at 150 ms, and of its next try, at about 550 ms. */
function tell(route: string, faults: string, phone = RETRIES, ledger = ""): readonly string[] {
	const trace = played(setting({ phone, near: "rtt: 100ms", route, ledger, faults }));
	for (const law of TRACE_LAWS) expect(law.broken(trace), law.name).toEqual([]);
	return story(trace, ONLY).map((line) => line.replace(/^[\d.]+ /, ""));
}

const FULL_AT_FIRST = "{ fill: ledger, at: 0ms, until: 400ms }";

describe("a full disk", () => {
	it("refuses what is to be made lasting; the server says 503, and another try finds room", () => {
		expect(tell("{ query: ledger, effect: transfer }, { reply: 201 }", FULL_AT_FIRST)).toEqual([
			"ledger aborted e1.1/1 disk-full",
			"ledger sent e1.1/1< 507 Insufficient Storage",
			"bank sent e1.1< 503 Service Unavailable",
			"ledger committed e1.2/1 transfer",
			"ledger sent e1.2/1< 200 OK",
			"bank sent e1.2< 201 Created",
			"phone settled e1.2 ok, answered",
		]);
	});

	it("answers reads, and writes that change nothing", () => {
		const faults = "{ fill: ledger, at: 160ms }, { lose: e1.1< }";
		const route = "{ query: ledger }, { query: ledger, effect: transfer, unique: exchange }, { reply: 201 }";
		const lines = tell(route, faults, "timeout: 300ms, retry: { attempts: 2 }");
		expect(lines.filter((line) => /settled|committed|aborted/.test(line))).toEqual([
			"ledger committed e1.1/2 transfer",
			"phone settled e1.2 ok, answered",
		]);
	});

	it("undoes a transaction as a whole, and the server begins no other", () => {
		const route =
			"{ transaction: ledger, attempts: 3, steps: [ { query: ledger, adds: x }, { query: ledger, effect: transfer } ] }, { reply: 201 }";
		const lines = tell(route, "{ fill: ledger, at: 0ms }", "timeout: 2s", "amounts: { x: 5 }");
		expect(lines).toEqual([
			...["ledger sent e1.1/1< 200 OK", "ledger sent e1.1/2< 200 OK", "ledger sent e1.1/3< 200 OK"],
			"ledger aborted e1.1/4 disk-full",
			"ledger sent e1.1/4< 507 Insufficient Storage",
			"ledger sent e1.1/5< 200 OK",
			"bank sent e1.1< 503 Service Unavailable",
			"phone settled e1.1 failed, answered",
		]);
	});

	it("leaves nothing of an idempotency key that stood beside the effect", () => {
		const route = "{ once: ledger }, { query: ledger, effect: transfer }, { reply: 201 }";
		expect(tell(route, FULL_AT_FIRST, WITH_KEY).filter((line) => /keyed|committed|settled/.test(line))).toEqual([
			"bank keyed e1.1 new",
			"bank keyed e1.2 new",
			"ledger committed e1.2/3 transfer",
			"phone settled e1.2 ok, answered",
		]);
	});

	it("leaves a key that was made lasting before it without an end", () => {
		const route = "{ once: ledger, store: apart }, { query: ledger, effect: transfer, takes: 20ms }, { reply: 201 }";
		const lines = tell(route, "{ fill: ledger, at: 170ms, until: 400ms }", WITH_KEY);
		expect(lines.filter((line) => /keyed|committed|settled/.test(line))).toEqual([
			"bank keyed e1.1 new",
			"bank keyed e1.2 in-flight",
			"phone settled e1.2 failed, answered",
		]);
	});

	it("refuses the key as well", () => {
		const route = "{ once: ledger, store: apart }, { query: ledger, effect: transfer }, { reply: 201 }";
		const lines = tell(route, FULL_AT_FIRST, WITH_KEY);
		expect(lines.filter((line) => /keyed|committed|aborted|settled/.test(line))).toEqual([
			"bank keyed e1.1 new",
			"ledger aborted e1.1/4 disk-full",
			"bank keyed e1.2 new",
			"ledger committed e1.2/5 transfer",
			"phone settled e1.2 ok, answered",
		]);
	});
});
