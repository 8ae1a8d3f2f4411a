import { type CallId, responseOf } from "@roundtrip/model";
import { expect, it } from "vitest";
import type { JournalEntry } from "../journal/entry.ts";
import { ofCall } from "../journal/entry.ts";
import { createReadCounts } from "./read-counts.ts";

function answered(call: CallId, body: string): JournalEntry {
	const message = responseOf(call);
	return { ...ofCall(call), at: 0, node: "ledger", kind: "sent", message, data: { to: "bank", body } } as JournalEntry;
}

it("the last count that was read for a request is told once, and none that comes when its answer has left", () => {
	const { journal, expect: await_, take } = createReadCounts();
	await_("e1.1");
	journal.write(answered("e1.1/1", '{"count":3}'));
	journal.write(answered("e1.1/2", '{"count":4}'));
	journal.write(answered("e1.1/3", '{"changes":1}'));
	expect(take("e1.1")).toBe(4);
	journal.write(answered("e1.1/4", '{"count":5}'));
	expect(take("e1.1")).toBeUndefined();
});
