import { describe, expect, test } from "vitest";
import { fieldOf } from "../messages/http-message.ts";
import { createTrio, fieldFrom, type Source, type Visit } from "./testing/visits.ts";

interface Expected extends Visit {
	readonly gets: Source;
	readonly status?: number;
	/** Fields that the answer has, `name: value`. */
	readonly has?: readonly string[];
	readonly lacks?: readonly string[];
	readonly body?: string;
	/** Fields that the server is asked with. */
	readonly sends?: readonly string[];
}

interface Case {
	/** Of RFC 9111, where no other is named. */
	readonly section: string;
	readonly says: string;
	/** Both kinds of caches where it isn't said. */
	readonly only?: "shared" | "private";
	readonly visits: readonly Expected[];
}

const LATER = 3;
const cc = (value: string): string => `cache-control: ${value}`;
const ETAG = 'etag: "one"';

/** The server says something, and the client comes again a little later. */
function twice(
	section: string,
	says: string,
	fields: readonly string[],
	gets: Source,
	more: Partial<Case> & {
		readonly asks?: readonly string[];
		readonly first?: readonly string[];
	} & Partial<Expected> = {},
): Case {
	const { only, asks = [], first = [], ...second } = more;
	return {
		...{ section, says },
		...(only === undefined ? {} : { only }),
		visits: [
			{ with: first, origin: { status: second.status ?? 200, fields }, gets: "asked" },
			{ atS: LATER, with: asks, ...second, gets },
		],
	};
}

const FRESHNESS: readonly Case[] = [
	twice("4.2", "a reply with time left is given without asking", [cc("max-age=60")], "cached"),
	twice("4.2", "a reply whose time is over isn't", [cc("max-age=2")], "asked"),
	twice("4.2", "a lifetime of nothing is over at once", [cc("max-age=0")], "asked", { atS: 0 }),
	twice("4.2", "a reply without a lifetime and without a date of change isn't fresh", [], "asked"),
	twice("4.2.1", "max-age counts before Expires", [cc("max-age=60"), "expires: @1"], "cached"),
	twice("4.2.1", "also where Expires is later", [cc("max-age=1"), "expires: @60"], "asked"),
	twice("4.2.1", "also where Expires is none", [cc("max-age=60"), "expires: 0"], "cached"),
	twice("4.2.1", "s-maxage counts before max-age", [cc("max-age=60, s-maxage=1")], "asked", { only: "shared" }),
	twice("4.2.1", "s-maxage may be longer", [cc("max-age=1, s-maxage=60")], "cached", { only: "shared" }),
	twice("4.2.1", "s-maxage may stand in a line of its own", [cc("s-maxage=1"), cc("max-age=60")], "asked", {
		only: "shared",
	}),
	twice("5.2.2.10", "s-maxage is nothing to a private cache", [cc("s-maxage=60, max-age=1")], "asked", {
		only: "private",
	}),
	twice("4.2.1", "of two lifetimes the first counts", [cc("max-age=60, max-age=1")], "cached"),
	twice("4.2.1", "also in two lines", [cc("max-age=1"), cc("max-age=60")], "asked"),
	twice("5.3", "Expires is held against Date", ["date: @0", "expires: @60"], "cached"),
	twice("5.3", "both may be of a clock that is ahead", ["date: @400", "expires: @300"], "asked"),
	twice("5.3", "what expires when it is sent is stale", ["date: @0", "expires: @0"], "asked"),
	twice("5.3", "Expires without a Date counts from the arrival", ["expires: @60"], "cached"),
	twice("5.3", "Expires beside a Date that is none counts from the arrival", ["date: soon", "expires: @60"], "cached"),
	twice("5.3", "Expires that is no date is in the past", ["expires: 0"], "asked"),
	twice("5.3", "of two Expires the first counts", ["expires: @60", "expires: @1"], "cached"),
	twice("5.6.7 of 9110", "a zone other than GMT is no date", ["expires: Thu, 18 Aug 2050 02:01:18 UTC"], "asked"),
	twice(
		"5.6.7 of 9110",
		"names of days and months are written one way",
		["expires: THU, 18 AUG 2050 02:01:18 GMT"],
		"asked",
	),
	twice("5.6.7 of 9110", "the form of RFC 850 is read", ["expires: Friday, 02-Jan-26 00:00:00 GMT"], "cached"),
	twice("5.6.7 of 9110", "the form of asctime is read", ["expires: Fri Jan  2 00:00:00 2026"], "cached"),
	twice("1.2.2", "a lifetime larger than what fits is a long one", [cc("max-age=99999999999")], "cached"),
	twice("4.2.1", "a lifetime that can't be read is none", [cc("max-age=60a")], "asked"),
	twice("4.2.1", "nor is one with a fraction", [cc("max-age=60.5")], "asked"),
	twice("4.2.1", "nor a negative one", [cc("max-age=-60")], "asked"),
	twice("5.2", "a value in quotes is the same value", [cc('max-age="60"')], "cached"),
	twice("5.2", "other quotes are no quotes", [cc("max-age='60'")], "asked"),
	twice("5.2", "what stands in quotes is no directive", [cc('about="x, max-age=60", max-age=1')], "asked"),
	twice("5.2", "also after it", [cc('max-age=1, about="x, max-age=60"')], "asked"),
	twice("5.2", "a space before the equals sign makes another name", [cc("max-age =60")], "asked"),
	twice("5.2", "case doesn't matter in names", [cc("MaX-aGe=60")], "cached"),
	twice("5.2.3", "unknown directives are passed over", [cc("surprise, max-age=60")], "cached"),
	twice("4.2.2", "a tenth of the time since the last change is guessed", ["last-modified: @-100"], "cached"),
	twice("4.2.2", "and not more", ["last-modified: @-20"], "validated"),
	twice("4.2.2", "nothing is guessed for a status that isn't meant to be kept", ["last-modified: @-1000"], "asked", {
		status: 403,
	}),
	twice("4.2.2", "unless the server says that anybody may keep it", ["last-modified: @-1000", cc("public")], "cached", {
		status: 403,
	}),
	...[203, 204, 300, 301, 308, 404, 405, 410, 414, 501].map((status) =>
		twice("4.2.2", `a ${status} may be kept by guess`, ["last-modified: @-1000"], "cached", { status }),
	),
	...[201, 202, 302, 307, 400, 500, 502, 503, 504].map((status) =>
		twice("4.2.2", `a ${status} may not`, ["last-modified: @-1000"], "asked", { status }),
	),
];

const AGE: readonly Case[] = [
	twice("5.1", "an answer from the cache says its age", [cc("max-age=60")], "cached", { has: ["age: 3"] }),
	twice("4.2.3", "the age that it came with is part of it", [cc("max-age=60"), "age: 30"], "cached", {
		has: ["age: 33"],
	}),
	twice("4.2.3", "and of its freshness", [cc("max-age=60"), "age: 58"], "asked"),
	twice("4.2.3", "an old Date makes old", [cc("max-age=60"), "date: @-30"], "cached", { has: ["age: 33"] }),
	twice("4.2.3", "the larger of both counts", [cc("max-age=60"), "date: @-30", "age: 40"], "cached", {
		has: ["age: 43"],
	}),
	twice("4.2.3", "a Date ahead makes not younger", [cc("max-age=60"), "date: @30", "age: 5"], "cached", {
		has: ["age: 8"],
	}),
	{
		...{ section: "4.2.3", says: "the time that the answer took is part of its age" },
		visits: [
			{ origin: { fields: [cc("max-age=60"), "age: 10"], tookS: 5 }, gets: "asked" },
			{ atS: 7, gets: "cached", has: ["age: 17"] },
		],
	},
	twice("5.1", "of several ages the first counts", [cc("max-age=60"), "age: 58, 0"], "asked"),
	twice("5.1", "an age that is none is passed over", [cc("max-age=60"), "age: old"], "cached", { has: ["age: 3"] }),
	twice("5.1", "so is a negative one", [cc("max-age=60"), "age: -90"], "cached", { has: ["age: 3"] }),
	twice("6.6.1 of 9110", "Date stays what it was", [cc("max-age=60"), "date: @0"], "cached", { has: ["date: @0"] }),
	twice("6.6.1 of 9110", "a reply without Date gets that of its arrival", [cc("max-age=60")], "cached", {
		has: ["date: @0"],
	}),
];

const STORING: readonly Case[] = [
	twice("5.2.2.5", "no-store isn't kept", [cc("no-store, max-age=60")], "asked"),
	twice("5.2.2.5", "in whatever case", [cc("No-StOrE, max-age=60")], "asked"),
	twice(
		"5.2.2.3",
		"a cache that knows the status may keep it in spite of no-store",
		[cc("no-store, must-understand, max-age=60")],
		"cached",
	),
	twice("5.2.2.3", "one that doesn't may not", [cc("must-understand, max-age=60")], "asked", { status: 299 }),
	twice("5.2.2.7", "private isn't for a shared cache", [cc("private, max-age=60")], "asked", { only: "shared" }),
	twice("5.2.2.7", "private is for a private one", [cc("private, max-age=60")], "cached", { only: "private" }),
	twice(
		"5.2.2.7",
		"fields that are private aren't kept",
		[cc('private="x-user", max-age=60'), "x-user: me", "x-b: 2"],
		"cached",
		{
			...{ only: "shared", has: ["x-b: 2"], lacks: ["x-user"] },
		},
	),
	twice("3.5", "the answer to one who said who he is isn't for others", [cc("max-age=60")], "asked", {
		...{ only: "shared", first: ["authorization: me"] },
	}),
	...["public", "must-revalidate", "s-maxage=60"].map((directive) =>
		twice("3.5", `unless ${directive} says so`, [cc(`max-age=60, ${directive}`)], "cached", {
			...{ only: "shared", first: ["authorization: me"] },
		}),
	),
	twice("3.5", "a private cache keeps it", [cc("max-age=60")], "cached", {
		only: "private",
		first: ["authorization: me"],
	}),
	...[200, 201, 202, 299, 302, 303, 307, 400, 403, 499, 500, 503].map((status) =>
		twice("3", `a ${status} that says how long is kept`, [cc("max-age=60")], "cached", { status }),
	),
	twice("3.3", "a part isn't kept", [cc("max-age=60"), "content-range: bytes 0-6/20"], "asked", { status: 206 }),
	twice(
		"3.1",
		"fields of the connection aren't kept",
		[cc("max-age=60"), "connection: x-a", "x-a: 1", "x-b: 2", "keep-alive: 5"],
		"cached",
		{
			...{ has: ["x-b: 2"], lacks: ["connection", "x-a", "keep-alive"] },
		},
	),
	twice(
		"7.3",
		"a reply that sets a cookie is kept where it says how long",
		[cc("max-age=60"), "set-cookie: a=b"],
		"cached",
	),
	twice("2", "a request with a cookie is answered", [cc("max-age=60")], "cached", { asks: ["cookie: a=b"] }),
	{
		...{ section: "5.2.2.5", says: "a newer answer that isn't kept takes the older one away" },
		visits: [
			{ origin: { fields: [cc("max-age=2")] }, gets: "asked" },
			{ atS: 3, origin: { fields: [cc("no-store")] }, gets: "asked" },
			{ atS: 4, with: [cc("max-stale=100")], gets: "asked" },
		],
	},
	{
		...{ section: "2", says: "another query is another address" },
		visits: [
			{ path: "/?a=1", origin: { fields: [cc("max-age=60")] }, gets: "asked" },
			{ path: "/?a=2", gets: "asked" },
			{ path: "/?a=1", gets: "cached" },
		],
	},
	{
		...{
			section: "9.3.3 of 9110",
			says: "the answer to a POST that says that it is the content of the address is given to a GET",
		},
		visits: [
			{ method: "POST", origin: { fields: [cc("max-age=60"), "content-location: /"] }, gets: "asked" },
			{ atS: 3, gets: "cached" },
			{ method: "POST", gets: "asked" },
		],
	},
	{
		...{ section: "9.3.3 of 9110", says: "that to another POST isn't" },
		visits: [
			{ method: "POST", origin: { fields: [cc("max-age=60")] }, gets: "asked" },
			{ atS: 3, gets: "asked" },
		],
	},
];

const VALIDATING: readonly Case[] = [
	twice("4.3.1", "a stale reply is asked about by its entity tag", [cc("max-age=1"), ETAG], "validated", {
		sends: ['if-none-match: "one"'],
	}),
	twice("4.3.1", "also by a weak one", [cc("max-age=1"), 'etag: W/"one"'], "validated", {
		sends: ['if-none-match: W/"one"'],
	}),
	twice("4.3.1", "or by its date", [cc("max-age=1"), "last-modified: @-90"], "validated", {
		sends: ["if-modified-since: @-90"],
	}),
	twice("4.3.1", "by both where it has both", [cc("max-age=1"), ETAG, "last-modified: @-90"], "validated", {
		sends: ['if-none-match: "one"', "if-modified-since: @-90"],
	}),
	twice("5.2.2.4", "no-cache is kept, and asked about each time", [cc("no-cache, max-age=60"), ETAG], "validated"),
	twice("5.2.2.4", "in whatever case", [cc("No-CaChE, max-age=60"), ETAG], "validated"),
	twice(
		"5.2.2.4",
		"fields that no-cache names aren't given again",
		[cc('no-cache="x-a, x-b", max-age=60'), "x-a: 1", "x-b: 2", "x-c: 3"],
		"cached",
		{
			...{ has: ["x-c: 3"], lacks: ["x-a", "x-b"] },
		},
	),
	twice("5.2.2.2", "must-revalidate is given while it is fresh", [cc("must-revalidate, max-age=60"), ETAG], "cached"),
	twice("5.2.2.2", "and asked about when it is stale", [cc("must-revalidate, max-age=1"), ETAG], "validated"),
	twice("8246", "immutable doesn't outlive its time", [cc("immutable, max-age=1"), ETAG], "validated"),
	{
		...{ section: "3.2", says: "fields of a 304 take the place of stored ones, the others stay" },
		visits: [
			{ origin: { fields: [cc("max-age=1"), ETAG, "x-a: old", "x-b: kept"] }, gets: "asked" },
			{
				atS: 3,
				origin: { fields: [cc("max-age=60"), ETAG, "x-a: new", "x-c: added"] },
				gets: "validated",
				has: ["x-a: new", "x-b: kept", "x-c: added"],
			},
			{ atS: 9, gets: "cached", has: ["x-a: new", "x-b: kept", "x-c: added", "age: 6"] },
		],
	},
	{
		...{ section: "3.2", says: "but none that belongs to the stored content" },
		visits: [
			{ origin: { fields: [cc("max-age=1"), ETAG, "content-encoding: gzip"] }, gets: "asked" },
			{
				atS: 3,
				origin: { fields: [cc("max-age=60"), ETAG, "content-encoding: br"] },
				gets: "validated",
				has: ["content-encoding: gzip"],
			},
		],
	},
	{
		...{ section: "4.3.3", says: "a new content takes the place of the old one" },
		visits: [
			{ origin: { fields: [cc("max-age=1"), ETAG], body: "old" }, gets: "asked" },
			{ atS: 3, origin: { fields: [cc("max-age=60"), 'etag: "two"'], body: "new" }, gets: "asked", body: "new" },
			{ atS: 4, gets: "cached", body: "new" },
		],
	},
	{
		...{ section: "4.3.4", says: "a 304 that says no-store ends the keeping" },
		visits: [
			{ origin: { fields: [cc("max-age=1"), ETAG] }, gets: "asked" },
			{ atS: 3, origin: { fields: [cc("no-store"), ETAG] }, gets: "validated" },
			{ atS: 3, gets: "asked" },
		],
	},
	{
		...{ section: "4.3.5", says: "HEAD confirms what GET brought" },
		visits: [
			{ origin: { fields: [cc("max-age=1"), "x-a: old"] }, gets: "asked" },
			{ atS: 3, method: "HEAD", origin: { fields: [cc("max-age=60"), "x-a: new"] }, gets: "asked" },
			{ atS: 4, gets: "cached", has: ["x-a: new", "age: 1"] },
		],
	},
	{
		...{ section: "4.3.5", says: "HEAD that tells of another content ends it" },
		visits: [
			{ origin: { fields: [cc("max-age=60, no-cache"), ETAG] }, gets: "asked" },
			{ atS: 3, method: "HEAD", origin: { fields: [cc("max-age=60"), 'etag: "two"'] }, gets: "asked" },
			{ atS: 4, with: [cc("only-if-cached, max-stale")], gets: "refused" },
		],
	},
	twice("4", "HEAD is answered with what GET brought", [cc("max-age=60")], "cached", { method: "HEAD" }),
	twice("4.3.2", "a client that has it already gets a 304 from the cache", [cc("max-age=60"), ETAG], "cached", {
		...{ asks: ['if-none-match: "one"'], has: [ETAG], lacks: ["content-type"] },
	}),
	twice("4.3.2", "an entity tag counts before a date", [cc("max-age=60"), ETAG, "last-modified: @-10"], "cached", {
		...{ asks: ['if-none-match: "two"', "if-modified-since: @0"], body: "content" },
	}),
	twice("4.3.2", "without a date of change that of the answer counts", [cc("max-age=60"), "date: @0"], "cached", {
		...{ asks: ["if-modified-since: @1"], body: "" },
	}),
	twice("4.3.1", "conditions of the client go to the server where nothing is stored", [], "asked", {
		...{ asks: ['if-none-match: "x"'], sends: ['if-none-match: "x"'] },
	}),
	twice("13.2.1 of 9110", "If-Match is for the server to judge", [cc("max-age=60"), ETAG], "asked", {
		asks: ['if-match: "one"'],
	}),
	twice("14.2 of 9110", "a part is given of what is stored", [cc("max-age=60"), ETAG], "cached", {
		...{ asks: ["range: bytes=0-2"], body: "con", has: ["content-range: bytes 0-2/7"] },
	}),
	twice("14.2 of 9110", "without an end", [cc("max-age=60")], "cached", { asks: ["range: bytes=4-"], body: "ent" }),
	twice("14.2 of 9110", "from behind", [cc("max-age=60")], "cached", { asks: ["range: bytes=-1"], body: "t" }),
	twice("13.1.5 of 9110", "If-Range with another tag brings the whole", [cc("max-age=60"), ETAG], "cached", {
		...{ asks: ["range: bytes=0-2", 'if-range: "two"'], body: "content" },
	}),
];

const REQUESTS: readonly Case[] = [
	twice("5.2.1.1", "a client may want it younger", [cc("max-age=60")], "asked", { asks: [cc("max-age=2")] }),
	twice("5.2.1.1", "max-age=0 asks about it", [cc("max-age=60"), ETAG], "validated", { asks: [cc("max-age=0")] }),
	twice("5.2.1.2", "a client may take it stale", [cc("max-age=1")], "cached", { asks: [cc("max-stale=5")] }),
	twice("5.2.1.2", "but not longer than it says", [cc("max-age=1")], "asked", { asks: [cc("max-stale=1")] }),
	twice("5.2.1.2", "however stale, where it doesn't say", [cc("max-age=1")], "cached", { asks: [cc("max-stale")] }),
	twice("5.2.1.3", "a client may want it fresh for some time", [cc("max-age=60")], "asked", {
		asks: [cc("min-fresh=58")],
	}),
	twice("5.2.1.4", "a client may want the server to be asked", [cc("max-age=60")], "asked", { asks: [cc("no-cache")] }),
	twice("5.4", "also in the old way", [cc("max-age=60")], "asked", { asks: ["pragma: no-cache"] }),
	twice("5.4", "which says nothing in an answer", [cc("max-age=60"), "pragma: no-cache"], "cached"),
	twice("5.2.1.5", "nothing of a request with no-store is kept", [cc("max-age=60")], "asked", {
		first: [cc("no-store")],
	}),
	twice("5.2.1.7", "only-if-cached gets what is stored", [cc("max-age=60")], "cached", {
		asks: [cc("only-if-cached")],
	}),
	twice("5.2.1.7", "or a 504", [cc("max-age=1")], "refused", { asks: [cc("only-if-cached")] }),
];

const STALE: readonly Case[] = [
	...["must-revalidate", "no-cache"].map((directive) =>
		twice(
			"4.2.4",
			`${directive} isn't given stale whatever the client wants`,
			[cc(`max-age=1, ${directive}`)],
			"asked",
			{
				asks: [cc("max-stale")],
			},
		),
	),
	...["proxy-revalidate", "s-maxage=1"].map((directive) =>
		twice("4.2.4", `nor is ${directive} by a shared cache`, [cc(`max-age=1, ${directive}`)], "asked", {
			...{ only: "shared", asks: [cc("max-stale")] },
		}),
	),
	twice("4.2.4", "proxy-revalidate is nothing to a private one", [cc("max-age=1, proxy-revalidate")], "cached", {
		...{ only: "private", asks: [cc("max-stale")] },
	}),
	{
		...{ section: "3 of 5861", says: "stale-while-revalidate gives it and asks behind it" },
		visits: [
			{ origin: { fields: [cc("max-age=1, stale-while-revalidate=60"), ETAG], body: "old" }, gets: "asked" },
			{ atS: 3, origin: { fields: [cc("max-age=60")], body: "new" }, gets: "stale", body: "old" },
			{ atS: 4, gets: "cached", body: "new" },
		],
	},
	twice("3 of 5861", "but not after its time", [cc("max-age=1, stale-while-revalidate=1")], "asked"),
	twice(
		"3 of 5861",
		"and never with must-revalidate",
		[cc("max-age=1, stale-while-revalidate=60, must-revalidate")],
		"asked",
	),
	{
		...{ section: "4 of 5861", says: "stale-if-error gives it where the server fails, or is gone" },
		visits: [
			{ origin: { fields: [cc("max-age=1, stale-if-error=60")] }, gets: "asked" },
			{ atS: 3, origin: { status: 503 }, gets: "kept", body: "content" },
			{ atS: 4, origin: { isDown: true }, gets: "kept", body: "content" },
			{ atS: 62, gets: "nothing" },
		],
	},
	{
		...{ section: "4.2.4", says: "without it a failed server is a failed server" },
		visits: [
			{ origin: { fields: [cc("max-age=1"), ETAG] }, gets: "asked" },
			{ atS: 3, origin: { status: 503 }, gets: "asked" },
			{ atS: 4, origin: { isDown: true }, gets: "nothing" },
		],
	},
	{
		...{ section: "4.2.4", says: "must-revalidate wins over stale-if-error" },
		visits: [
			{ origin: { fields: [cc("max-age=1, must-revalidate, stale-if-error=60"), ETAG] }, gets: "asked" },
			{ atS: 3, origin: { isDown: true }, gets: "nothing" },
		],
	},
];

const VARIANTS: readonly Case[] = [
	twice("4.1", "the same variant is given", [cc("max-age=60"), "vary: foo"], "cached", {
		first: ["foo: 1"],
		asks: ["foo: 1"],
	}),
	twice("4.1", "another isn't", [cc("max-age=60"), "vary: foo"], "asked", { first: ["foo: 1"], asks: ["foo: 2"] }),
	twice("4.1", "nor one that says nothing", [cc("max-age=60"), "vary: foo"], "asked", { first: ["foo: 1"] }),
	twice("4.1", "saying nothing is a variant as well", [cc("max-age=60"), "vary: foo, bar"], "cached", {
		first: ["foo: 1"],
		asks: ["foo: 1"],
	}),
	twice("4.1", "each of several fields must be the same", [cc("max-age=60"), "vary: foo, bar"], "asked", {
		...{ first: ["foo: 1", "bar: a"], asks: ["foo: 1", "bar: b"] },
	}),
	twice("4.1", "other fields don't matter", [cc("max-age=60"), "vary: foo"], "cached", {
		first: ["foo: 1", "x: 1"],
		asks: ["foo: 1", "x: 2"],
	}),
	twice("4.1", "spaces in lists don't matter", [cc("max-age=60"), "vary: foo"], "cached", {
		first: ["foo: 1,2"],
		asks: ["foo: 1, 2"],
	}),
	twice("4.1", "nor do lines", [cc("max-age=60"), "vary: foo"], "cached", {
		first: ["foo: 1, 2"],
		asks: ["foo: 1", "foo: 2"],
	}),
	...["*", "*, *", ", *", "foo, *"].map((vary) =>
		twice("4.1", `Vary: ${vary} fits no other request`, [cc("max-age=60"), `vary: ${vary}`], "asked"),
	),
	{
		...{ section: "4.1", says: "variants are kept side by side" },
		visits: [
			{ with: ["foo: 1"], origin: { fields: [cc("max-age=60"), "vary: foo"], body: "one" }, gets: "asked" },
			{ with: ["foo: 2"], origin: { fields: [cc("max-age=60"), "vary: foo"], body: "two" }, gets: "asked" },
			{ with: ["foo: 1"], gets: "cached", body: "one" },
			{ with: ["foo: 2"], gets: "cached", body: "two" },
		],
	},
	{
		...{ section: "4", says: "of several that fit the newest is given" },
		visits: [
			{ with: ["foo: 1"], origin: { fields: [cc("max-age=60"), "vary: foo", "date: @0"], body: "one" }, gets: "asked" },
			{
				atS: 3,
				with: [cc("no-cache"), "foo: 1"],
				origin: { fields: [cc("max-age=60"), "date: @3"], body: "two" },
				gets: "asked",
			},
			{ atS: 4, with: ["foo: 1"], gets: "cached", body: "two" },
		],
	},
];

const INVALIDATING: readonly Case[] = (["POST", "PUT", "DELETE", "PATCH"] as const).flatMap(
	(method): readonly Case[] => [
		{
			...{ section: "4.4", says: `after ${method} nothing old is given` },
			visits: [
				{ origin: { fields: [cc("max-age=60")] }, gets: "asked" },
				{ method, gets: "asked", origin: { status: 204 } },
				{ gets: "asked" },
			],
		},
		{
			...{ section: "4.4", says: `after ${method} that failed what was there is still right` },
			visits: [
				{ origin: { fields: [cc("max-age=60")] }, gets: "asked" },
				{ method, gets: "asked", origin: { status: 500 } },
				{ gets: "cached" },
			],
		},
		...["location", "content-location"].flatMap((name) =>
			["/other", "http://shop/other", "//shop/other"].map((address) => ({
				...{ section: "4.4", says: `nor at the address ${address} that ${method} names in ${name}` },
				visits: [
					{ path: "/other", origin: { fields: [cc("max-age=60")] }, gets: "asked" as const },
					{ method, origin: { status: 201, fields: [`${name}: ${address}`] }, gets: "asked" as const },
					{ path: "/other", gets: "asked" as const },
				],
			})),
		),
		{
			...{ section: "4.4", says: `${method} can't make it forget what another server sent` },
			visits: [
				{ path: "/other", origin: { fields: [cc("max-age=60")] }, gets: "asked" },
				{ method, origin: { status: 201, fields: ["location: http://elsewhere/other"] }, gets: "asked" },
				{ path: "/other", gets: "cached" },
			],
		},
	],
);

/** What a cache may do as well, and this one doesn't; each with its reason. */
const LEFT_OUT: readonly Case[] = [
	{
		...{
			section: "3.4",
			says: "parts are not kept: answers here are whole, and to put parts together is a lot for little",
		},
		visits: [
			{
				with: ["range: bytes=-3"],
				origin: { status: 206, fields: [cc("max-age=60"), "content-range: bytes 4-6/7"] },
				gets: "asked",
			},
			{ with: ["range: bytes=-3"], gets: "asked" },
		],
	},
	{
		...{
			section: "4.3.1",
			says: "another variant isn't asked about by the tags of those that are stored: servers here don't use one tag for several",
		},
		visits: [
			{ with: ["foo: 1"], origin: { fields: [cc("max-age=60"), ETAG, "vary: foo"] }, gets: "asked" },
			{ with: ["foo: 2"], gets: "asked" },
		],
	},
	{
		...{
			section: "4.1",
			says: "languages in another order are another variant: what order means, the server alone knows",
		},
		visits: [
			{
				with: ["accept-language: en, de"],
				origin: { fields: [cc("max-age=60"), "vary: accept-language"] },
				gets: "asked",
			},
			{ with: ["accept-language: de, en"], gets: "asked" },
		],
	},
	{
		...{
			section: "4.2.4",
			says: "a server that is gone isn't reason enough to give what is stale: the reply must allow it",
		},
		visits: [
			{ origin: { fields: [cc("max-age=1")] }, gets: "asked" },
			{ atS: 3, origin: { isDown: true }, gets: "nothing" },
		],
	},
	{
		...{ section: "2", says: "answers to HEAD are not kept for a later HEAD: only GET brings what is kept" },
		visits: [
			{ method: "HEAD", origin: { fields: [cc("max-age=60")] }, gets: "asked" },
			{ method: "HEAD", gets: "asked" },
		],
	},
];

const GROUPS: ReadonlyArray<readonly [string, readonly Case[]]> = [
	["freshness", FRESHNESS],
	["age", AGE],
	["what is kept", STORING],
	["asking about it", VALIDATING],
	["what clients want", REQUESTS],
	["stale replies", STALE],
	["variants", VARIANTS],
	["changes", INVALIDATING],
	["left out", LEFT_OUT],
];

function play(visits: readonly Expected[], isShared: boolean): void {
	const trio = createTrio(isShared);
	for (const visit of visits) {
		const seen = trio.visit(visit);
		expect(seen.source, JSON.stringify(visit)).toBe(visit.gets);
		const fields = seen.reply?.fields ?? [];
		for (const line of visit.has ?? []) expect(fields).toContainEqual(fieldFrom(line));
		for (const name of visit.lacks ?? []) expect(fieldOf(fields, name)).toBeUndefined();
		if (visit.body !== undefined) expect(seen.reply?.body.octets ?? seen.reply?.body.text ?? "").toBe(visit.body);
		for (const line of visit.sends ?? []) expect(seen.sent[0]?.fields).toContainEqual(fieldFrom(line));
	}
}

describe.each(GROUPS)("%s", (_, cases) => {
	const each = cases.flatMap((one) =>
		(one.only === undefined ? (["shared", "private"] as const) : [one.only]).map((kind) => ({ ...one, kind })),
	);
	test.each(each)("section $section, $kind: $says", ({ visits, kind }) => play(visits, kind === "shared"));
});
