import { describe, expect, it } from "vitest";
import { LIMITS } from "./limits.ts";
import { parseScenario } from "./parse.ts";

const HEAD = "roundtrip: 1\ntitle: x\n";

function firstProblem(text: string): string {
	const result = parseScenario(text);
	if (result.ok) return "ok";
	const [problem] = result.problems;
	return `${problem?.line}:${problem?.column}: ${problem?.message}`;
}

/** Long enough that anything which takes the square of its length would be felt. */
function filled(piece: string): string {
	return piece.repeat(Math.floor(60_000 / piece.length));
}

describe("a file that wants too much", () => {
	it("is refused for its length alone", () => {
		expect(firstProblem(" ".repeat(LIMITS.fileBytes + 1))).toBe("1:1: the file is larger than 256 KiB");
	});

	it.each([
		["brackets", "[", "1:66: nested deeper than 64 levels"],
		["braces", "{a: ", "1:261: nested deeper than 64 levels"],
		["lists in lists on one line", "- ", "1:131: nested deeper than 64 levels"],
		["keys that are asked for", "? ", "1:131: nested deeper than 64 levels"],
	])("is refused where it nests too deep: %s", (_, piece, says) => {
		expect(firstProblem(filled(piece))).toBe(says);
	});

	it("is refused where its indentation nests too deep", () => {
		const steps = Array.from({ length: 100 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n");
		expect(firstProblem(steps)).toBe("66:66: nested deeper than 64 levels");
	});

	it("may have any number of brackets in its text", () => {
		const about = `about: "${"[{".repeat(1_000)}"\n`;
		expect(firstProblem(`${HEAD}${about}nodes: {}\ntraffic: []\n`)).toBe("ok");
	});

	it("is refused where aliases multiply", () => {
		const levels = Array.from({ length: 9 }, (_, n) => `l${n + 1}: &l${n + 1} [${`*l${n}, `.repeat(9)}]`);
		expect(firstProblem(`l0: &l0 x\n${levels.join("\n")}`)).toBe("1:1: aliases that stand for too much");
	});

	it("is refused where there are too many aliases", () => {
		expect(firstProblem(`a: &a x\nb: [${"*a, ".repeat(101)}]`)).toBe("2:405: more than 100 aliases");
	});

	// A reader that takes the square of their number would be cut off.
	it.each([
		[
			"keys",
			Array.from({ length: 10_000 }, (_, n) => `k${n}:`).join("\n"),
			"1:1: 'roundtrip' is missing; add roundtrip: 1",
		],
		[
			"keys on one line",
			`{${Array.from({ length: 10_000 }, (_, n) => `k${n}: `).join(",")}}`,
			"1:1: 'roundtrip' is missing; add roundtrip: 1",
		],
		["one key again and again", filled("a:\n"), "2:1: 'a' is there twice"],
		["anchors", filled("&a "), "1:4: A node can have at most one anchor"],
		[
			"wrong nodes",
			`${HEAD}nodes:\n${Array.from({ length: 5_000 }, (_, n) => ` k${n}: {}`).join("\n")}`,
			"1:1: 'traffic' is missing",
		],
		["wrong faults", `${HEAD}faults:\n${"- a\n".repeat(10_000)}`, "1:1: 'nodes' is missing"],
		[
			"unknown keys",
			`${HEAD}${Array.from({ length: 10_000 }, (_, n) => `k${n}: 1`).join("\n")}`,
			"1:1: 'nodes' is missing",
		],
	])("is answered however many things are in it: %s", (_, text, says) => {
		expect(firstProblem(text)).toBe(says);
	});
});

describe("every limit is kept, and named where it is passed", () => {
	const many = (count: number, line: (n: number) => string): string =>
		Array.from({ length: count }, (_, n) => line(n)).join("");
	const nodes = "nodes: { c: { is: client }, s: { is: server } }\n";
	const links = "links: { c -> s: { rtt: 1ms } }\n";
	const routes = "routes: { s: { GET /: [{ reply: 200 }] } }\n";
	const traffic = "traffic: [{ c: GET / }]\n";

	it.each([
		["title", `roundtrip: 1\ntitle: ${"x".repeat(201)}\n${nodes}traffic: []\n`, "2:8: longer than 200 characters"],
		["about", `${HEAD}about: ${"x".repeat(10_001)}\n${nodes}traffic: []\n`, "3:8: longer than 10000 characters"],
		["nodes", `${HEAD}nodes:\n${many(65, (n) => `  n${n}: { is: client }\n`)}traffic: []\n`, "4:3: more than 64 nodes"],
		[
			"a name",
			`${HEAD}nodes: { ${"n".repeat(33)}: { is: client } }\ntraffic: []\n`,
			"3:10: a name is a letter, then up to 31 letters, digits, - or _",
		],
		[
			"links",
			`${HEAD}${nodes}links:\n${many(257, (n) => `  a${n} -> b: { rtt: 1ms }\n`)}traffic: []\n`,
			"5:3: more than 256 links",
		],
		[
			"routes",
			`${HEAD}${nodes}routes:\n  s:\n${many(129, (n) => `    GET /${n}: [{ reply: 200 }]\n`)}traffic: []\n`,
			"6:5: more than 128 routes",
		],
		[
			"steps",
			`${HEAD}${nodes}routes:\n  s:\n    GET /:\n${many(33, () => "    - work: 1ms\n")}traffic: []\n`,
			"7:5: more than 32 steps",
		],
		[
			"a path",
			`${HEAD}${nodes}routes:\n  s:\n    GET /${"x".repeat(1_010)}: [{ reply: 200 }]\ntraffic: []\n`,
			"6:5: a path has at most 1000 characters",
		],
		[
			"lines of traffic",
			`${HEAD}${nodes}${links}${routes}traffic:\n${many(257, () => "- c: GET /\n")}`,
			"7:1: more than 256 lines of traffic",
		],
		[
			"exchanges of a line",
			`${HEAD}${nodes}${links}${routes}traffic: [{ c: GET /, times: 100001 }]\n`,
			"6:30: '100001' is not a whole number from 1 to 100000",
		],
		[
			"exchanges in all",
			`${HEAD}${nodes}${links}${routes}traffic: [{ c: GET /, times: 60000 }, { c: GET /, times: 60000 }]\n`,
			"6:1: about 120000 exchanges; a run has at most 100000: shorten `for`, or lower `rate` or `times`",
		],
		[
			"a body",
			`${HEAD}${nodes}${links}${routes}traffic: [{ c: GET /, body: ${"x".repeat(65_537)} }]\n`,
			"6:29: longer than 65536 characters",
		],
		[
			"a size",
			`${HEAD}${nodes}${links}${routes}traffic: [{ c: GET /, size: 1001MB }]\n`,
			"6:29: '1001MB' is too large; at most 1000MB",
		],
		[
			"faults",
			`${HEAD}${nodes}${links}${routes}${traffic}faults:\n${many(65, () => "- lose: e1.1<\n")}`,
			"8:1: more than 64 faults",
		],
		[
			"expectations",
			`${HEAD}${nodes}${links}${routes}${traffic}expect:\n${many(65, () => "- outcome: ok\n")}`,
			"8:1: more than 64 expectations",
		],
		[
			"attempts",
			`${HEAD}nodes: { c: { is: client, retry: { attempts: 101 } } }\ntraffic: []\n`,
			"3:46: '101' is not a whole number from 1 to 100",
		],
		[
			"workers",
			`${HEAD}nodes: { s: { is: server, workers: 10001 } }\ntraffic: []\n`,
			"3:36: '10001' is not a whole number from 1 to 10000",
		],
		[
			"queue",
			`${HEAD}nodes: { s: { is: server, queue: 1000001 } }\ntraffic: []\n`,
			"3:34: '1000001' is not a whole number from 0 to 1000000",
		],
		[
			"connections",
			`${HEAD}nodes: { s: { is: server, connections: 1001 } }\ntraffic: []\n`,
			"3:40: '1001' is not a whole number from 1 to 1000",
		],
	])("%s", (_, text, says) => {
		expect(firstProblem(text)).toBe(says);
	});
});

describe("names that mean something to JavaScript", () => {
	it("are names like any other", () => {
		const file = `${HEAD}nodes: { constructor: { is: client }, toString: { is: server }, hasOwnProperty: { is: database } }
links: { constructor -> toString: { rtt: 1ms }, toString -> hasOwnProperty: { rtt: 1ms } }
routes: { toString: { GET /: [{ query: hasOwnProperty, effect: valueOf }, { reply: 200 }] } }
traffic: [{ constructor: GET / }]
faults: [{ crash: hasOwnProperty, at: 1s }]
`;
		expect(firstProblem(file)).toBe("ok");
	});

	it("except the one that would change what a map is", () => {
		expect(firstProblem(`${HEAD}nodes: { __proto__: { is: client } }\ntraffic: []\n`)).toBe(
			"3:10: '__proto__' can't be a name",
		);
	});
});
