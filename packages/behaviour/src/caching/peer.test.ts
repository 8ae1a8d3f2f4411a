import fc from "fast-check";
import CachePolicy from "http-cache-semantics";
import { describe, expect, it } from "vitest";
import type { HttpReply, HttpRequest } from "../messages/http-message.ts";
import { storedReply } from "./arrival.ts";
import { calendarMs } from "./options.ts";
import { standingOf, usableFor } from "./staleness.ts";
import { whyNotStored } from "./storable.ts";
import { fieldFrom } from "./testing/visits.ts";

/** http-cache-semantics at a moment that is passed in. */
class Peer extends CachePolicy {
	static nowMs = 0;
	now(): number {
		return Peer.nowMs;
	}
}

interface Ask {
	readonly status?: number;
	readonly says: readonly string[];
	readonly first?: readonly string[];
	readonly wants?: readonly string[];
	readonly atS?: number;
}

/** Whether ours and the peer keep a reply, and whether they give it at a later moment without asking. */
function both(
	{ status = 200, says, first = [], wants = [], atS = 0 }: Ask,
	isShared: boolean,
): readonly [string, string] {
	const options = { isShared };
	const request = (fields: readonly string[]): HttpRequest => ({
		...{ method: "GET", path: "/", body: { size: 0 }, fields: fields.map(fieldFrom) },
	});
	const reply: HttpReply = { status, fields: says.map(fieldFrom), body: { size: 5 } };
	const stored = storedReply(options, "shop", request(first), reply, { requestedNs: 0, repliedNs: 0 });
	const why = whyNotStored(options, "shop", request(first), reply, stored);
	const usable = usableFor(options, request(wants), stored, standingOf(stored, atS * 1e9));
	const ours = why === undefined && usable !== "no" ? "gives" : "asks";
	return [ours, peer({ status, says, first, wants, atS }, isShared)];
}

function peer({ status = 200, says, first = [], wants = [], atS = 0 }: Ask, isShared: boolean): string {
	const headers = (lines: readonly string[]): Record<string, string> => Object.fromEntries(lines.map(fieldFrom));
	const request = (lines: readonly string[]) => ({ method: "GET", url: "/", headers: headers(lines) });
	Peer.nowMs = calendarMs({ isShared }, 0);
	const policy = new Peer(request(first), { status, headers: headers(says) }, { shared: isShared });
	Peer.nowMs = calendarMs({ isShared }, atS * 1e9);
	const isGiven = policy.storable() && policy.evaluateRequest(request(wants)).response !== undefined;
	return isGiven ? "gives" : "asks";
}

const seconds = fc.constantFrom(1, 10, 100);
const directive = fc.oneof(
	fc.constantFrom("no-store", "private", "public", "no-cache", "immutable"),
	seconds.map((s) => `max-age=${s}`),
	seconds.map((s) => `s-maxage=${s}`),
	seconds.map((s) => `stale-while-revalidate=${s}`),
);
const said = fc
	.tuple(
		fc.uniqueArray(directive, { maxLength: 3, selector: (one) => one.split("=")[0] ?? one }),
		fc.constantFrom("", "expires: @5", "expires: @50", "last-modified: @-200"),
		fc.constantFrom("", "age: 4", "vary: foo"),
	)
	.map(([directives, one, other]) =>
		[directives.length > 0 ? `cache-control: ${directives.join(", ")}` : "", one, other].filter((line) => line !== ""),
	);
const wants = fc.constantFrom<readonly string[]>(
	...[[], ["cache-control: no-cache"], ["cache-control: max-age=5"], ["cache-control: min-fresh=5"], ["foo: 1"]],
);

describe("beside http-cache-semantics", () => {
	it("it gives and asks at the same times, where both mean to", () => {
		let given = 0;
		fc.assert(
			fc.property(
				said,
				wants,
				fc.constantFrom(200, 404, 301),
				fc.constantFrom(0, 3, 7, 30, 150),
				fc.boolean(),
				(says, wish, status, atS, isShared) => {
					fc.pre(!says.includes("vary: foo") || !wish.includes("foo: 1"));
					// It takes immutable for a lifetime of a day; RFC 8246 gives it none.
					fc.pre(!says.some((line) => line.includes("immutable") && !line.includes("max-age")));
					// It gives a stale reply to one who says how old it may be, and so wants none (5.2.1.1).
					fc.pre(wish.length === 0 || !says.some((line) => line.includes("stale-while-revalidate")));
					fc.pre(!says.some((line) => line.includes("stale-while-revalidate") && line.includes("no-cache")));
					const [ours, theirs] = both({ status, says, wants: wish, atS }, isShared);
					if (ours === "gives") given++;
					expect(ours).toBe(theirs);
				},
			),
			{ seed: 911, numRuns: 2_000 },
		);
		expect(given).toBeGreaterThan(300);
	});

	it.each<readonly [why: string, ask: Ask, ours: string, theirs: string]>([
		[
			"no-cache isn't given before it was asked about, stale or not (5.2.2.4)",
			{ says: ["cache-control: no-cache, stale-while-revalidate=9"] },
			"asks",
			"gives",
		],
		[
			"a fresh reply with must-revalidate is given (5.2.2.2)",
			{ says: ["cache-control: max-age=9, must-revalidate"] },
			"gives",
			"asks",
		],
		["names of directives have no case (5.2)", { says: ["cache-control: No-Store", "expires: @50"] }, "asks", "gives"],
		["a comma within quotes separates nothing (5.2)", { says: ['cache-control: x="a, max-age=60"'] }, "asks", "gives"],
		["a Date of the past makes old (4.2.3)", { says: ["cache-control: max-age=9", "date: @-60"] }, "asks", "gives"],
		["an error that says how long is kept (3)", { status: 503, says: ["cache-control: max-age=9"] }, "gives", "asks"],
		["max-age that can't be read is none (4.2.1)", { says: ["cache-control: max-age=9x"] }, "asks", "gives"],
		["Expires is a date of HTTP (5.3)", { says: ["expires: 2050-01-01"] }, "asks", "gives"],
		[
			"cookies are kept where a lifetime is said (7.3)",
			{ says: ["cache-control: max-age=9", "set-cookie: a=b"] },
			"gives",
			"asks",
		],
		[
			"proxy-revalidate is given while it is fresh (5.2.2.8)",
			{ says: ["cache-control: max-age=9, proxy-revalidate"] },
			"gives",
			"asks",
		],
		[
			"spaces in a list make no variant (4.1)",
			{ says: ["cache-control: max-age=9", "vary: foo"], first: ["foo: 1,2"], wants: ["foo: 1, 2"] },
			"gives",
			"asks",
		],
	])("it differs on purpose: %s", (_, ask, ours, theirs) => {
		expect(both(ask, true)).toEqual([ours, theirs]);
	});
});
