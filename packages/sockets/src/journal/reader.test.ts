import { fc, test } from "@fast-check/vitest";
import { EVENT_KINDS } from "@roundtrip/model";
import { expect } from "vitest";
import { readJournal } from "./reader.ts";

const seed = 20_261_122;

const entry = fc.record({
	at: fc.integer({ min: 0, max: 1e12 }),
	node: fc.stringMatching(/^[a-z]{1,8}$/),
	kind: fc.constantFrom(...EVENT_KINDS),
	call: fc.constant("e1.1"),
	data: fc.constant({}),
});

test.prop([fc.array(entry)], { seed })("what was written is what is read", (entries) => {
	const text = entries.map((each) => `${JSON.stringify(each)}\n`).join("");
	expect(readJournal(text)).toEqual({ ok: true, entries });
});

test.prop([fc.array(entry, { minLength: 1 }), fc.nat()], { seed })(
	"a journal that a kill has cut anywhere is read up to its last whole line",
	(entries, cut) => {
		const text = entries.map((each) => `${JSON.stringify(each)}\n`).join("");
		const left = text.slice(0, cut % text.length);
		const whole = left.split("\n").length - 1;
		expect(readJournal(left)).toEqual({ ok: true, entries: entries.slice(0, whole) });
	},
);

test.prop([fc.string({ unit: "binary" })], { seed })("no text makes the reader throw", (text) => {
	expect(() => readJournal(text)).not.toThrow();
});

test.prop([fc.array(entry), fc.json()], { seed })("a line that is no entry is told by its number", (entries, line) => {
	const text = [...entries.map((each) => JSON.stringify(each)), line, ""].join("\n");
	expect(readJournal(text)).toEqual({
		ok: false,
		problem: `line ${entries.length + 1} is not an entry of a journal`,
	});
});
