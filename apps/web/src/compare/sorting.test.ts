import type { ConversationFigures } from "@roundtrip/analysis";
import { expect, it } from "vitest";
import { nextSorting, type Sorting, sorted } from "./sorting.ts";

const FIGURES = { roundTrips: 3, messagesUp: 1, messagesDown: 1, bytesUp: 9, bytesDown: 9, connections: 1, held: 1 };
const row = (name: string, of?: Partial<ConversationFigures>) => ({ name, figures: of && { ...FIGURES, ...of } });
const rows = [row("b", { bytesUp: 20 }), row("none"), row("a", { bytesUp: 10 }), row("c", { bytesUp: 20 })];
const names = (sorting: Sorting): string =>
	sorted(rows, sorting)
		.map(({ name }) => name)
		.join(" ");

it("ways are sorted by a figure, and those that have none stand last", () => {
	expect(names(undefined)).toBe("b none a c");
	expect(names({ key: "bytesUp", isDown: false })).toBe("a b c none");
	expect(names({ key: "bytesUp", isDown: true })).toBe("b c a none");
});

it("a column's head goes from smallest first over largest first back to the order of reading", () => {
	const up = nextSorting(undefined, "bytesUp");
	const down = nextSorting(up, "bytesUp");
	expect([up, down, nextSorting(down, "bytesUp")]).toEqual([
		{ key: "bytesUp", isDown: false },
		{ key: "bytesUp", isDown: true },
		undefined,
	]);
	expect(nextSorting(down, "held")).toEqual({ key: "held", isDown: false });
});
