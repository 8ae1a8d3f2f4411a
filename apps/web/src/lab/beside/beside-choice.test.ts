import { expect, it } from "vitest";
import { type BesideChoice, besideChoice, besideWords } from "./beside-choice.ts";

it.each<BesideChoice>([
	{ is: "settings", settings: ["nodes.phone.timeout=2s", "nodes.phone.retry.attempts=1"] },
	{ is: "scenario", id: "key-in-memory" },
	{ is: "text", packed: "S-8_x" },
])("what stands beside is read back from the words of the address: %o", (choice) => {
	expect(besideChoice(besideWords(choice))).toEqual(choice);
});
