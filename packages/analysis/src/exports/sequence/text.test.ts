import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CRASH_AFTER_COMMIT, REPLY_LOST, WAITING_IN_LINE } from "../../testing/bank-plays.ts";
import { SHOP, TWO_IN_TURN } from "../../testing/page-plays.ts";
import { BANK, playbook } from "../../testing/playbook.ts";
import { randomRun } from "../../testing/random-run.ts";
import { type SequenceTextOptions, toSequenceText } from "./text.ts";

/** As it is printed, with an empty line before it so that a test can show it as it is. */
const drawn = (play: string, options?: SequenceTextOptions): string => `\n${toSequenceText(playbook(play), options)}`;

describe("a sequence diagram in a terminal", () => {
	test("shows the handshakes one after the other, each with its round-trips, and no packets", () => {
		expect(`\n${toSequenceText(playbook(TWO_IN_TURN, SHOP), { width: 80 })}`).toBe(`
 leaves  arrives
     ms       ms   phone                                   shop
                     │                                       │
    0.0              ○ e1.1 wants GET /page                  │
    0.0              ○ e1.1 asks for the address of shop     │
    0.0              ○ e2.1 wants GET /page                  │
    0.0              … e2.1 waits for a connection           │
   20.0              ● e1.1 has the address of shop          │
   20.0    120.0     ┠╌ e1.1 connect ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┤
  120.0    320.0     ┠╌ e1.1 TLS 1.2: 2 round-trips ╌╌╌╌╌╌╌╌╌┤
  320.0    370.0     ┠─ e1.1 GET /page · 100 B ─────────────►│
  370.0    620.0     ┃◄──────────────── e1.1 200 OK · 60 kB ─┤
  620.0              ✓ e1.1 answered 200: it worked          │
  620.0    670.0     ┠─ e2.1 GET /page · 100 B ─────────────►│
  670.0    720.0     ┃◄──────────────── e2.1 200 OK · 60 kB ─┤
  720.0              ✓ e2.1 answered 200: it worked          │
`);
	});

	test("shows the loss where it happened, the giving up, and the retry", () => {
		expect(drawn(REPLY_LOST)).toBe(`
 leaves  arrives
     ms       ms   phone                                bank                                ledger
                     │                                    │                                    │
    0.0              ○ wants POST /transfers              │                                    │
    0.0    100.0     ┠╌ connect ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┤                                    │
  100.0    150.0     ┠─ POST /transfers · 182 B ─────────►│                                    │
  150.0    151.0     ┃                                    ┠╌ connect ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┤
  151.0    151.5     ┃                                    ┠─ POST / · 210 B ──────────────────►│
  152.5              ┃                                    ┃                 committed transfer ●
  152.5    153.0     ┃                                    ┃◄─────────────────── 200 OK · 91 B ─┤
  153.0     lost     ┃                 ✕──── 201 Created ─┤                                    │
1,000.0              ■ gave up after 1 s                  │                                    │
                     │                                    │                                    │
1,080.0              ↻ attempt 2, after 80 ms             │                                    │
1,080.0  1,180.0     ┠╌ connect ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┤                                    │
1,180.0  1,230.0     ┠─ POST /transfers · 182 B ─────────►│                                    │
1,230.0  1,230.5     ┃                                    ┠─ POST / · 210 B ──────────────────►│
1,231.5              ┃                                    ┃                 committed transfer ●
1,231.5  1,232.0     ┃                                    ┃◄─────────────────── 200 OK · 91 B ─┤
1,232.0  1,282.0     ┃◄───────────── 201 Created · 330 B ─┤                                    │
1,282.0              ✓ answered 201: it worked            │                                    │
`);
	});

	test("breaks the lifeline of a node that is down", () => {
		expect(drawn(CRASH_AFTER_COMMIT, { width: 80 })).toBe(`
 leaves  arrives
     ms       ms   phone                      bank                      ledger
                     │                          │                          │
    0.0              ○ wants POST /transfers    │                          │
    0.0    100.0     ┠╌ connect ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┤                          │
  100.0    150.0     ┠─ POST /transfers ───────►│                          │
  150.0    150.5     ┃                          ┠─ POST / · 210 B ────────►│
  151.5              ┃                          ┃       committed transfer ●
  151.5     lost     ┃                          ┃✕───────── 200 OK · 91 B ─┤
  151.8              ┃                          ✕ crashed                  │
  201.8              ✕ the connection was reset ┊                          │
  201.8              ? no answer: it may have happened                     │
1,000.0              │                          ○ is back                  │
`);
	});

	test("names the exchange in every row where there are several, and leaves out who takes no part", () => {
		expect(drawn(WAITING_IN_LINE, { width: 64 })).toBe(`
 leaves  arrives
     ms       ms   phone                                   bank
                     │                                       │
    0.0              ○ e1.1 wants GET /balance               │
    0.0    100.0     ┠╌ e1.1 connect ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┤
    0.0              ○ e2.1 wants GET /balance               │
    0.0              … e2.1 waits for a connection           │
  100.0    150.0     ┠─ e1.1 GET /balance · 100 B ──────────►│
  170.0    220.0     ┃◄──────────────── e1.1 200 OK · 200 B ─┤
  220.0              ✓ e1.1 answered 200: it worked          │
  220.0    270.0     ┠─ e2.1 GET /balance · 100 B ──────────►│
  270.0              ┃               e2.1 waits for a worker …
  305.0    355.0     ┃◄──────────────── e2.1 200 OK · 200 B ─┤
  355.0              ✓ e2.1 answered 200: it worked          │
`);
	});

	test("takes a line a message where the nodes don't fit side by side", () => {
		expect(drawn(CRASH_AFTER_COMMIT, { width: 56 })).toBe(`
    0.0             phone ○  wants POST /transfers
    0.0    100.0    phone ╌╌ bank    connect
  100.0    150.0    phone ─► bank    POST /transfers
  150.0    150.5     bank ─► ledger  POST / · 210 B
  151.5            ledger ●  committed transfer
  151.5     lost   ledger ─✕ bank    200 OK · 91 B
  151.8              bank ✕  crashed
  201.8             phone ✕  the connection was reset
  201.8             phone ?  no answer: it may have hap…
1,000.0              bank ○  is back
`);
	});

	test("stops at the most messages, follows those to their end, and counts the others", () => {
		const text = drawn(REPLY_LOST, { maxMessages: 1 });
		expect(text).toContain("POST /transfers");
		expect(text).toContain("150.0");
		expect(text.trimEnd().split("\n").at(-1)).toBe("… 7 more messages until 1.28 s, not drawn");
	});

	test("follows a message to its end that was still flying at the last one drawn", () => {
		const text = drawn(
			`
			0ms  phone begun e1.1 bank GET /balance
			0ms  phone sent e1.1> c1 bank 100B GET /balance
			10ms phone begun e2.1 bank GET /balance
			10ms phone sent e2.1> c2 bank 100B GET /balance
			50ms bank  delivered e1.1> c1 phone
		`,
			{ maxMessages: 1 },
		);
		expect(text).toMatch(/ 0\.0 +50\.0 .*GET \/balance/);
	});

	test("puts the words where there is room for them when a message dies as it leaves", () => {
		const text = drawn(
			`
			0ms  phone begun e1.1 bank GET /balance
			0ms  phone sent e1.1> c1 bank 100B GET /balance
			50ms bank  delivered e1.1> c1 phone
			2s   bank  sent e1.1< c1 phone 91B 200 OK
			2s   bank  lost e1.1< c1 phone 0 closed
		`,
			{ width: 64 },
		);
		expect(text).toContain("2,000.0     lost     ┃                       200 OK · 91 B ✕─┤");
	});

	test("stops too where a run has many events and hardly a message", () => {
		const many = Array.from({ length: 1_000 }, (_, index) => `0ms phone begun e${index + 1}.1 bank GET /balance`);
		const lines = drawn(many.join("\n"), { maxMessages: 1 }).trimEnd().split("\n");
		expect(lines.length).toBeLessThan(250);
		expect(lines.at(-1)).toBe("… more until 0 ms, not drawn");
	});

	test("shows what was refused, what never connected, and what was still on its way at the end", () => {
		const text = drawn(
			`
			0ms  phone begun e1.1 bank GET /balance
			0ms  phone connecting e1.1 c1 bank
			20ms phone refused e1.1 c1 bank
			20ms phone settled e1.1 failed - refused
			30ms phone begun e2.1 bank GET /balance
			30ms phone connecting e2.1 c2 bank
			1.03s phone timed-out e2.1 1s
			1.03s phone closed e2.1 c2 bank gave-up
			1.03s phone settled e2.1 failed - not-sent
			1.04s phone begun e3.1 bank GET /balance
			1.04s phone sent e3.1> c3 bank 1200B GET /balance
			1.04s phone delayed e3.1> c3 2s 0
			1.05s phone begun e4.1 bank GET /balance
		`,
			{ width: 64 },
		);
		expect(text).toContain("    0.0     20.0     ┠╌ e1.1 connect: refused ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┤");
		expect(text).toContain("✗ e1.1 no answer");
		expect(text).toContain("   30.0    never     ┠╌ e2.1 connect ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌✕│");
		expect(text).toContain("1,040.0        …     ┠─ e3.1 GET /balance, held up 2 s ─────…│");
	});

	test("counts in seconds where the run is long, and finer where it is short", () => {
		expect(drawn("200s phone begun e1.1 bank GET /balance")).toContain("200.000              ○ wants GET /balance");
		expect(drawn("250us phone begun e1.1 bank GET /balance")).toContain("  0.250              ○ wants GET /balance");
	});

	test("says so where nothing happened", () => {
		expect(toSequenceText(playbook(""))).toBe("nothing happened\n");
	});
});

test("no line of any run is wider than it may be, none ends in spaces, and every message has its line", () => {
	const options = fc.record({ width: fc.integer({ min: 20, max: 140 }), maxMessages: fc.integer({ min: 0, max: 60 }) });
	fc.assert(
		fc.property(fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 60 }), options, (numbers, chosen) => {
			const trace = randomRun(numbers);
			const lines = toSequenceText(trace, chosen).split("\n");
			for (const line of lines) {
				expect(line.length).toBeLessThanOrEqual(chosen.width);
				expect(line).not.toMatch(/\s$|undefined|NaN/);
			}
			const sent = [...trace.events()].filter(({ kind }) => kind === "sent").length;
			const rows = lines.filter((line) => /─►|◄─|✕─|─✕|─…|…─/.test(line)).length;
			expect(rows).toBeGreaterThanOrEqual(chosen.width < 40 ? 0 : Math.min(sent, chosen.maxMessages));
		}),
		{ seed: 7, numRuns: 300 },
	);
});

test("names that would touch each other make it a list", () => {
	const long = "a".repeat(32);
	const play = REPLY_LOST.replaceAll("phone", long).replaceAll("bank", `${long.slice(1)}b`);
	const scenario = BANK.replaceAll("phone", long).replaceAll("bank", `${long.slice(1)}b`);
	expect(toSequenceText(playbook(play, scenario))).toMatch(/^ +0\.0 +a{32} ○ {2}wants/);
});
