import { describe, expect, it } from "vitest";
import { ALL_WELL, CRASH_AFTER_COMMIT } from "../testing/bank-plays.ts";
import { BANK, playbook } from "../testing/playbook.ts";
import { conversationDifferences } from "./differences.ts";

const differences = (simulated: string, real: string) =>
	conversationDifferences(playbook(simulated, BANK), playbook(real, BANK, "real"), ["phone"]);

describe("what differs between two runs of a conversation", () => {
	it("is nothing where they are the same, whatever goes on behind the server", () => {
		expect(differences(ALL_WELL, ALL_WELL.replaceAll(/.* (connecting|connected) +e1\.1\/1 .*/g, ""))).toEqual([]);
	});

	it("is how an exchange ends, and which of its messages are there", () => {
		expect(differences(ALL_WELL, CRASH_AFTER_COMMIT)).toEqual([
			"exchange 1 ends answered with 201 in the simulated run, ends reset in the real run",
			"message e1.1< is only in the simulated run",
		]);
	});

	it("is a message that arrives in one of them alone", () => {
		const held = ALL_WELL.replace(/.* phone +delivered +e1\.1< .*/, "");
		expect(differences(ALL_WELL, held)).toEqual([
			"message e1.1< arrives in the simulated run, doesn't arrive in the real run",
		]);
	});
});
