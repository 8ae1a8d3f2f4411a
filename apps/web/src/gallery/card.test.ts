import { readdirSync, readFileSync } from "node:fs";
import { parseScenario } from "@roundtrip/model";
import { describe, expect, it } from "vitest";
import { cardOf } from "./card.ts";

const folder = new URL("../../../../scenarios/", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".yaml"));

describe("a card of the gallery", () => {
	it.each(files)("says what the file says: %s", (file) => {
		const text = readFileSync(new URL(file, folder), "utf8");
		const parsed = parseScenario(text);
		if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
		const { title, about = "" } = parsed.value;
		expect(cardOf(text)).toMatchObject({ title, about: about.replace(/\s+/g, " ").trim() });
	});

	it("says which way of data a scenario plays, where its file does", () => {
		const text = "# pattern: Gossip: Each tells another one.\nroundtrip: 1\ntitle: Words\n";
		expect(cardOf(text).pattern).toEqual({ name: "Gossip", what: "Each tells another one." });
		expect(cardOf("title: Words\n")).not.toHaveProperty("pattern");
	});
});
