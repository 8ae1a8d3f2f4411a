import { describe, expect, test } from "vitest";
import { cursorAfter, cursorAt } from "../../lab/cursor.ts";
import type { Run } from "../../lab/run.ts";
import { runOf } from "../fixture.ts";
import { indexRun } from "./run-index.ts";
import { stageAt } from "./stage-moment.ts";
import { describeStage } from "./stage-words.ts";

const MS = 1e6;
const at = (run: Run, ms: number) => stageAt(indexRun(run), cursorAt(run.trace, ms * MS));
const node = (run: Run, ms: number, name: string) => at(run, ms).nodes.find((each) => each.node === name);

describe("the stage at a moment", () => {
	const plain = runOf();
	const lossy = runOf({ faults: "{ lose: response, on: phone -> bank, nth: 1 }" });

	test("first has the handshake on its way, there and back", () => {
		expect(at(plain, 25).handshakes).toMatchObject([{ share: 0.5, way: "there" }]);
		expect(at(plain, 75).handshakes).toMatchObject([{ share: 0.5, way: "back" }]);
		expect(at(plain, 125).handshakes).toEqual([]);
	});

	test("then has the request half way after half of its time, over an open connection", () => {
		const moment = at(plain, 125);
		expect(moment.flights).toHaveLength(1);
		expect(moment.flights[0]).toMatchObject({ share: 0.5, state: "flying" });
		expect(moment.open.get("phone -> bank")).toBe(1);
	});

	test("says that the client waits, and for how long still", () => {
		expect(node(plain, 125, "phone")?.waiting).toMatchObject({ count: 1, elapsedNs: 125 * MS, timeoutNs: 1_000 * MS });
	});

	test("shows what is committed although the reply is lost", () => {
		expect(node(lossy, 600, "ledger")?.committed).toBe(1);
		expect(node(lossy, 600, "phone")?.waiting?.elapsedNs).toBe(600 * MS);
		expect(node(lossy, 1_050, "phone")?.backingOff).toEqual({ remainingNs: 50 * MS, waitNs: 100 * MS });
	});

	test("counts what the client believes once it is over", () => {
		expect(node(lossy, 5_000, "phone")?.settled).toEqual({ ok: 1, failed: 0, unknown: 0 });
		expect(node(lossy, 600, "phone")?.settled).toEqual({ ok: 0, failed: 0, unknown: 0 });
	});

	test("keeps the cross of a lost message for a while, then clears it away", () => {
		const lost = lossy.messages.find((flight) => flight.lost)?.lost?.at ?? 0;
		expect(at(lossy, lost / MS + 1).flights).toMatchObject([{ state: "lost" }]);
		expect(at(lossy, 900).flights).toEqual([]);
	});

	test("between two events of one time shows a message at the door that has not been let in", () => {
		const delivered = plain.messages[0]?.deliveredSeq ?? 0;
		const before = { timeNs: plain.trace.at(delivered), seq: delivered - 1 };
		expect(stageAt(indexRun(plain), before).flights).toMatchObject([{ share: 1 }]);
		expect(stageAt(indexRun(plain), cursorAfter(plain.trace, delivered)).flights).toEqual([]);
	});

	test("is told in words too", () => {
		const words = describeStage(at(plain, 125), 1);
		expect(words.heading).toBe("The stage at 125 ms: 1 message under way");
		expect(words.nodes.map(({ words: text }) => text)).toEqual([
			"phone, client: waits for 1 answer, 125 ms of 1 s",
			"bank, server: 0 of 1 worker busy, 0 queued",
			"ledger, database: 0 of 16 workers busy, 0 effects committed",
		]);
		expect(words.messages[0]?.words).toMatch(/^request POST \/transfers, .* from phone to bank: 50 % of the way$/);
	});

	test("shows a link that is cut, and for how long", () => {
		const cut = runOf({ faults: "{ partition: phone -> bank, at: 120ms, until: 400ms, way: request }" });
		expect(at(cut, 110).impaired).toEqual([]);
		expect(at(cut, 200).impaired).toEqual([{ link: "phone -> bank", fault: 0, way: "request", how: "cut" }]);
		expect(describeStage(at(cut, 200), 1).links.map(({ words }) => words)).toContain(
			"phone -> bank: cut one way, nothing that phone sends gets through",
		);
		expect(at(cut, 450).impaired).toEqual([]);
	});

	test("says of a dead node that it is down", () => {
		const crashed = runOf({ faults: "{ crash: bank, at: 10ms }" });
		expect(node(crashed, 20, "bank")?.up).toBe(false);
		expect(node(crashed, 20, "bank")?.note).toMatchObject({ text: "crashed", tone: "bad" });
		expect(describeStage(at(crashed, 20), 1).nodes[1]?.words).toMatch(/^bank, server, down/);
	});
});
