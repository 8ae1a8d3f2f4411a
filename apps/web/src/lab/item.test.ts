import { expect, test } from "vitest";
import { longName, shortName } from "./item.ts";

test("items are called by their number, heads by their start line", () => {
	expect(shortName({ item: 3, summary: "item 3" })).toBe("item 3");
	expect(shortName({ item: "end", summary: "close" })).toBe("end");
	expect(shortName({ summary: "200 OK" })).toBe("200 OK");
});

test("a message says which part of which direction it is", () => {
	expect(longName({ direction: "request", summary: "GET /news" })).toBe("request GET /news");
	expect(longName({ direction: "response", item: 2, summary: "item 2" })).toBe("item 2 of the response");
});
