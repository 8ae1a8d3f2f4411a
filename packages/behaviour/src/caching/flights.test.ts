import { expect, test } from "vitest";
import type { HeaderField } from "../messages/http-message.ts";
import { type Asking, passedOn } from "./asking.ts";
import { createFlights } from "./flights.ts";

const asking = (path: string, ...fields: readonly HeaderField[]): Asking =>
	passedOn("shop", { method: "GET", path, fields, body: { size: 0 } });

test("who comes while the same is asked waits for the first, and is let go in order", () => {
	const flights = createFlights<string>();
	const first = asking("/");
	expect(flights.board(first, "a")).toBe("leads");
	expect(flights.board(asking("/"), "b")).toBe("waits");
	expect(flights.board(asking("/other"), "c")).toBe("leads");
	expect(flights.board(asking("/"), "d")).toBe("waits");
	expect(flights.land(first)).toEqual(["b", "d"]);
	expect(flights.board(asking("/"), "e")).toBe("leads");
});

test("only the leader lands a flight", () => {
	const flights = createFlights<string>();
	const first = asking("/");
	flights.board(first, "a");
	flights.board(asking("/"), "b");
	expect(flights.land(asking("/"))).toEqual([]);
	expect(flights.land(first)).toEqual(["b"]);
	expect(flights.land(first)).toEqual([]);
});

test("what is asked in the background is asked once, and who needs it meanwhile waits for it", () => {
	const flights = createFlights<string>();
	const first = asking("/");
	expect(flights.board(first, undefined)).toBe("leads");
	expect(flights.board(asking("/"), undefined)).toBe("waits");
	expect(flights.board(asking("/"), "a")).toBe("waits");
	expect(flights.land(first)).toEqual(["a"]);
});

test.each<[string, HeaderField]>([
	["one's own answer", ["authorization", "me"]],
	["a part", ["range", "bytes=0-1"]],
	["what the server has now", ["cache-control", "no-cache"]],
	["what mustn't be kept", ["cache-control", "no-store"]],
])("nobody waits for the answer of another who wants %s", (_, field) => {
	const flights = createFlights<string>();
	expect(flights.board(asking("/", field), "a")).toBe("leads");
	expect(flights.board(asking("/", field), "b")).toBe("leads");
});
