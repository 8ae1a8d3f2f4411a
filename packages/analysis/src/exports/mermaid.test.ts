import { expect, test } from "vitest";
import { REPLY_LOST } from "../testing/bank-plays.ts";
import { BANK, playbook } from "../testing/playbook.ts";
import { toMermaid } from "./mermaid.ts";
import { exportKinds } from "./registry.ts";

test("a sequence with a lost reply and a retry", () => {
	expect(`\n${toMermaid(playbook(REPLY_LOST))}`).toBe(`
sequenceDiagram
    participant n1 as phone
    participant n2 as bank
    participant n3 as ledger
    Note over n1: wants POST /transfers
    n1->n2: connect
    n1->>n2: POST /transfers · 182 B
    n2->n3: connect
    n2->>n3: POST / · 210 B
    Note over n3: committed transfer
    n3-->>n2: 200 OK · 91 B
    n2--xn1: 201 Created · 330 B, lost
    Note over n1: gave up after 1 s
    Note over n1: attempt 2, after 80 ms
    n1->n2: connect
    n1->>n2: POST /transfers · 182 B
    n2->>n3: POST / · 210 B
    Note over n3: committed transfer
    n3-->>n2: 200 OK · 91 B
    n2-->>n1: 201 Created · 330 B
    Note over n1: answered 201: it worked
`);
});

test("nothing that a path may hold breaks out of its label", () => {
	const path = "/a;b#c?x=<y>";
	const play = `0ms phone begun e1.1 bank GET ${path}`;
	const text = toMermaid(playbook(play, BANK.replace("/balance", path)));
	expect(text).toContain("Note over n1: wants GET /a#59;b#35;c?x=#60;y#62;");
});

test("messages beyond the most are counted", () => {
	const lines = toMermaid(playbook(REPLY_LOST), { maxMessages: 2 }).trimEnd().split("\n");
	expect(lines.at(-1)).toBe("    Note over n1: 6 more messages, not drawn");
});

test("every export has a name of its own and writes any trace", () => {
	expect(new Set(exportKinds.map(({ name }) => name)).size).toBe(exportKinds.length);
	for (const { write, what, mediaType } of exportKinds) {
		expect(write(playbook(REPLY_LOST))).toContain("201 Created");
		expect(write(playbook(""))).toMatch(/\n$/);
		expect(what).toMatch(/\.$/);
		expect(mediaType).toMatch(/^text\//);
	}
});
