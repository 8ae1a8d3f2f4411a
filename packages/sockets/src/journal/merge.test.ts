import { fc, test as property } from "@fast-check/vitest";
import { planTraffic } from "@roundtrip/behaviour";
import type { Trace } from "@roundtrip/model";
import { describe, expect, test } from "vitest";
import { headerOf } from "../header.ts";
import type { EffectRow } from "../stores/effects-store.ts";
import { scenarioOf } from "../testing/rehearse.ts";
import { eventsOf, storyOf } from "../testing/story.ts";
import { type JournalEntry, ofCall } from "./entry.ts";
import { mergeJournals } from "./merge.ts";
import type { CrashEntry } from "./run-record.ts";

const seed = 20_261_124;

const scenario = scenarioOf(`
nodes: { phone: { is: client }, bank: { is: server }, ledger: { is: database } }
links: { phone -> bank: { rtt: 100ns }, bank -> ledger: { rtt: 20ns } }
routes: { bank: { POST /transfers: [ { query: ledger, effect: transfer }, { reply: 201 } ] } }
traffic: [ { phone: POST /transfers } ]`);

const phone = { ...ofCall("e1.1"), node: "phone", connection: "phone->bank#1" };
const asks = { ...ofCall("e1.1/1"), node: "bank", connection: "bank->ledger#1" };
const bank = { ...ofCall("e1.1"), node: "bank" };
const ledger = { ...ofCall("e1.1/1"), node: "ledger" };
const bytes = { summary: "…", size: 100 };

/** A transfer as its three processes write it down, in the order of time; `by` is the process. */
const TRANSFER: readonly { readonly by: string; readonly entry: JournalEntry }[] = [
	by("phone", {
		...ofCall("e1.1"),
		at: 0,
		node: "phone",
		kind: "begun",
		data: { to: "bank", request: "POST /transfers" },
	}),
	by("phone", { ...phone, at: 1, kind: "connecting", data: { to: "bank" } }),
	by("phone", { ...phone, at: 101, kind: "connected", data: { to: "bank" } }),
	by("phone", {
		...{ ...phone, message: "e1.1>", at: 102, kind: "sent", data: { to: "bank", ...bytes } },
		...{ leftNs: 102, dueNs: 152 },
	}),
	by("bank", { ...bank, at: 153, note: "arrived" }),
	by("bank", { ...bank, at: 154, kind: "started", data: {} }),
	by("bank", { ...asks, at: 155, kind: "connecting", data: { to: "ledger" } }),
	by("bank", { ...asks, at: 175, kind: "connected", data: { to: "ledger" } }),
	by("bank", {
		...{ ...asks, message: "e1.1/1>", at: 176, kind: "sent", data: { to: "ledger", ...bytes } },
		...{ leftNs: 176, dueNs: 186 },
	}),
	by("ledger", { ...ledger, at: 187, note: "arrived" }),
	by("ledger", { ...ledger, at: 188, kind: "started", data: {} }),
	by("ledger", { ...ledger, at: 200, kind: "committed", data: { effect: "transfer" } }),
	by("ledger", { ...ledger, at: 201, kind: "replied", data: { status: 200 }, ...bytes }),
	by("bank", {
		...{ ...asks, node: "ledger", message: "e1.1/1<", at: 202, kind: "sent", data: { to: "bank", ...bytes } },
		...{ leftNs: 202, dueNs: 212 },
	}),
	by("bank", { ...asks, message: "e1.1/1<", at: 213, kind: "delivered", data: { from: "ledger" } }),
	by("bank", { ...bank, at: 214, kind: "replied", data: { status: 201 }, ...bytes }),
	by("phone", {
		...{ ...phone, node: "bank", message: "e1.1<", at: 215, kind: "sent", data: { to: "phone", ...bytes } },
		...{ leftNs: 215, dueNs: 265 },
	}),
	by("phone", { ...phone, message: "e1.1<", at: 266, kind: "delivered", data: { from: "bank" } }),
	by("phone", {
		...ofCall("e1.1"),
		...{ at: 266, node: "phone", kind: "settled", data: { belief: "ok", status: 201, why: "answered" } },
	}),
];

function by(process: string, entry: JournalEntry): { readonly by: string; readonly entry: JournalEntry } {
	return { by: process, entry };
}

const ROW: EffectRow = { effect: "transfer", call: "e1.1/1" };

function merge(
	entries: typeof TRANSFER,
	crashes: readonly CrashEntry[] = [],
	rows: readonly EffectRow[] = hasCommitted(entries) ? [ROW] : [],
): Trace {
	const lives = Object.keys(scenario.nodes).map((node) => ({
		node,
		entries: entries.filter((each) => each.by === node).map((each) => each.entry),
	}));
	const plan = planTraffic(scenario, scenario.seed);
	return mergeJournals(headerOf(scenario), { scenario, plan, lives, crashes, effects: new Map([["ledger", rows]]) });
}

function hasCommitted(entries: typeof TRANSFER): boolean {
	return entries.some(({ entry }) => "kind" in entry && entry.kind === "committed");
}

const crashOf = (node: string, at: number, silent = false): CrashEntry => ({
	...{ at, node, kind: "crashed", data: { fault: 0, silent } },
});

const upTo = (at: number): typeof TRANSFER => TRANSFER.filter(({ entry }) => entry.at <= at);

test("three journals become one story, each event caused by the one before", () => {
	const trace = merge(TRANSFER);
	expect(storyOf(trace, "sent", "delivered", "committed", "replied")).toEqual([
		"phone sent e1.1>",
		"bank delivered e1.1>",
		"bank sent e1.1/1>",
		"ledger delivered e1.1/1>",
		"ledger committed e1.1/1",
		"ledger replied e1.1/1",
		"ledger sent e1.1/1<",
		"bank delivered e1.1/1<",
		"bank replied e1.1",
		"bank sent e1.1<",
		"phone delivered e1.1<",
	]);
	expect([...trace.events()].map((event) => event.causes)).toEqual([
		[],
		...Array.from({ length: trace.length - 1 }, (_, seq) => [seq]),
	]);
});

test("an answer was sent when its node handed it over, though its bytes came by later", () => {
	const trace = merge(TRANSFER);
	const sent = eventsOf(trace, "sent").find((event) => event.message === "e1.1<");
	expect(sent?.at).toBe(214);
});

describe("a node that is killed", () => {
	test("between the commit and its telling leaves a row, and the row is told", () => {
		const trace = merge(upTo(188), [crashOf("ledger", 195)], [ROW]);
		expect(eventsOf(trace, "committed")).toMatchObject([
			{ at: 195, node: "ledger", call: "e1.1/1", data: { effect: "transfer", recovered: true } },
		]);
		const [committed] = eventsOf(trace, "committed");
		const [crashed] = eventsOf(trace, "crashed");
		expect(committed?.seq).toBeLessThan(crashed?.seq ?? 0);
	});

	test("with a request before it that it never read has lost it", () => {
		const trace = merge(upTo(176), [crashOf("ledger", 190)]);
		expect(eventsOf(trace, "lost")).toMatchObject([
			{ at: 190, node: "bank", message: "e1.1/1>", data: { to: "ledger", where: 1, why: "node-down" } },
		]);
	});

	test("takes along what it had just sent", () => {
		const trace = merge(upTo(176), [crashOf("bank", 181)]);
		expect(eventsOf(trace, "lost")).toMatchObject([
			{ at: 181, node: "bank", message: "e1.1/1>", data: { where: 0.5, why: "node-down" } },
		]);
	});

	test("gets no answer any more: it is lost at its door", () => {
		const trace = merge(upTo(202), [crashOf("bank", 205)]);
		expect(eventsOf(trace, "lost")).toMatchObject([
			{ at: 212, node: "ledger", message: "e1.1/1<", data: { to: "bank", where: 1, why: "node-down" } },
		]);
	});

	test("is answered in vain by who knows that it is gone, and by who does not know yet", () => {
		const known = merge(upTo(201), [crashOf("bank", 177)]);
		expect(eventsOf(known, "lost")).toMatchObject([{ at: 201, data: { where: 0, why: "closed" } }]);
		const unknown = merge(upTo(201), [crashOf("bank", 195)]);
		expect(eventsOf(unknown, "lost")).toMatchObject([{ at: 211, data: { where: 1, why: "node-down" } }]);
		const dark = merge(upTo(201), [crashOf("bank", 177, true)]);
		expect(eventsOf(dark, "lost")).toMatchObject([{ at: 211, data: { where: 1, why: "node-down" } }]);
		for (const trace of [known, unknown, dark]) expect(storyOf(trace, "sent").at(-1)).toBe("ledger sent e1.1/1<");
	});

	test("just after it handed over an answer has not sent it", () => {
		const trace = merge(upTo(214), [crashOf("bank", 214)]);
		expect(storyOf(trace, "replied", "crashed")).toEqual([
			"ledger replied e1.1/1",
			"bank replied e1.1",
			"bank crashed",
		]);
		expect(storyOf(trace, "sent").at(-1)).toBe("ledger sent e1.1/1<");
	});

	test("dies only after the last thing that it did", () => {
		const trace = merge(upTo(155), [crashOf("bank", 150)]);
		expect(eventsOf(trace, "crashed")).toMatchObject([{ at: 155 }]);
		expect(storyOf(trace).at(-1)).toBe("bank crashed");
	});
});

describe("what can't be is a fault of ours", () => {
	test("a commit without its row", () => {
		expect(() => merge(TRANSFER, [], [])).toThrow("not in its file");
	});

	test("a row that nobody told of, and no crash", () => {
		expect(() => merge(TRANSFER, [], [ROW, ROW])).toThrow("did not crash");
	});

	test("a message that nothing became of", () => {
		expect(() => merge(upTo(102))).toThrow("nothing became of it");
	});
});

/** Server and database are killed at the same time; the client is there to see what had left for it. */
property.prop([fc.nat(TRANSFER.length - 1), fc.boolean(), fc.boolean()], { seed, numRuns: 200 })(
	"wherever a kill strikes, every message has one end and every cause lies before its effect",
	(last, silent, hasRow) => {
		const at = TRANSFER[last]?.entry.at ?? 0;
		const told = TRANSFER.filter(({ by: process, entry }) => entry.at <= at || (process === "phone" && at >= 215));
		const crashes = [crashOf("bank", at, silent), crashOf("ledger", at, silent)];
		const isAtWork = at >= 188 && at < 200;
		const trace = merge(told, crashes, hasCommitted(told) || (isAtWork && hasRow) ? [ROW] : []);
		const ends = [...eventsOf(trace, "delivered"), ...eventsOf(trace, "lost")].map((event) => event.message);
		expect(ends.sort()).toEqual(
			eventsOf(trace, "sent")
				.map((event) => event.message)
				.sort(),
		);
		for (const event of trace.events()) for (const cause of event.causes) expect(cause).toBeLessThan(event.seq);
	},
);
