import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fieldOf } from "../messages/http-message.ts";
import { directivesOf, secondsOf } from "./directives.ts";
import { createTrio, fieldFrom, type Origin, type Seen, type Visit } from "./testing/visits.ts";

const seconds = fc.constantFrom(0, 1, 5, 20, 100);
const lifetimes = fc.oneof(
	seconds.map((s) => `max-age=${s}`),
	seconds.map((s) => `s-maxage=${s}`),
);
const extensions = fc.oneof(
	fc.constantFrom("no-store", "private", "no-cache", "must-revalidate", "proxy-revalidate", "public", "immutable"),
	seconds.map((s) => `stale-while-revalidate=${s}`),
	seconds.map((s) => `stale-if-error=${s}`),
);
const wishes = fc.oneof(
	{ weight: 6, arbitrary: fc.constant<string | undefined>(undefined) },
	fc.constantFrom("no-cache", "no-store", "only-if-cached", "max-age=3", "min-fresh=3"),
);

/** What a server says with what it has; each of its contents has a number of its own. */
interface Moment {
	readonly afterS: number;
	readonly method: "GET" | "HEAD" | "POST" | "DELETE";
	readonly path: string;
	readonly wish: string | undefined;
	readonly who: string | undefined;
	readonly directives: readonly string[];
	readonly vary: boolean;
	readonly fails: "no" | "503" | "gone";
	readonly tookS: number;
	readonly isNew: boolean;
}

const moments: fc.Arbitrary<readonly Moment[]> = fc.array(
	fc.record({
		afterS: fc.nat({ max: 12 }),
		method: fc.constantFrom("GET", "GET", "GET", "GET", "HEAD", "POST", "DELETE"),
		path: fc.constantFrom("/a", "/b"),
		wish: wishes,
		who: fc.constantFrom(undefined, undefined, "me", "you"),
		directives: fc.tuple(lifetimes, fc.array(extensions, { maxLength: 2 })).map(([one, more]) => [one, ...more]),
		vary: fc.boolean(),
		fails: fc.constantFrom("no", "no", "no", "503", "gone"),
		tookS: fc.nat({ max: 3 }),
		isNew: fc.boolean(),
	}),
	{ minLength: 2, maxLength: 30 },
);

interface Step {
	readonly moment: Moment;
	readonly startS: number;
	readonly seen: Seen;
	/** The number of the content that the client got. */
	readonly got: number | undefined;
	readonly bytes: number;
}

const ROOM = 900;

/** Plays moments one after the other; every content is a number, and none comes twice. */
function play(list: readonly Moment[], isShared: boolean): readonly Step[] {
	const trio = createTrio(isShared, ROOM);
	let nowS = 0;
	let content = 0;
	return list.map((moment) => {
		nowS += moment.afterS;
		if (moment.isNew || moment.method === "POST" || moment.method === "DELETE") content++;
		const visit = visitOf(moment, nowS, content);
		const seen = trio.visit(visit);
		const startS = nowS;
		if (seen.sent.length > 0) nowS += moment.tookS * seen.sent.length;
		const got = seen.reply?.status === 200 ? Number(fieldOf(seen.reply.fields, "x-content")) : undefined;
		return { moment, startS, seen, got, bytes: trio.cache.bytes };
	});
}

function visitOf(
	{ method, path, wish, who, directives, vary, fails, tookS }: Moment,
	atS: number,
	content: number,
): Visit {
	const fields = [`cache-control: ${directives.join(", ")}`, `etag: "${content}"`, `x-content: ${content}`];
	const origin: Origin = {
		...{ status: fails === "503" ? 503 : 200, isDown: fails === "gone", tookS, body: `content ${content}` },
		fields: fails === "503" ? [] : vary ? [...fields, "vary: authorization"] : fields,
	};
	const asked = [
		...(wish === undefined ? [] : [`cache-control: ${wish}`]),
		...(who === undefined ? [] : [`authorization: ${who}`]),
	];
	return { atS, method, path, with: asked, origin };
}

function holds(law: (steps: readonly Step[], isShared: boolean) => void, seed: number): void {
	fc.assert(
		fc.property(moments, fc.boolean(), (list, isShared) => law(play(list, isShared), isShared)),
		{ seed, numRuns: 400 },
	);
}

/** When each content was last got from the server or confirmed by it for an address, before a step. */
function confirmedAt(steps: readonly Step[], upTo: number, { got, moment }: Step): readonly Step[] {
	return steps.slice(0, upTo).filter(({ seen, got: other, moment: { path } }) => {
		return other === got && path === moment.path && (seen.source === "asked" || seen.source === "validated");
	});
}

describe("whatever is asked and answered", () => {
	it("a fresh answer is never older than its lifetime", () => {
		holds((steps, isShared) => {
			for (const { seen } of steps) {
				if (seen.source !== "cached" || seen.reply === undefined) continue;
				const directives = directivesOf(seen.reply.fields);
				const shared = isShared ? secondsOf(directives, "s-maxage") : undefined;
				const lifetimeS = shared ?? secondsOf(directives, "max-age") ?? 0;
				expect(Number(fieldOf(seen.reply.fields, "age"))).toBeLessThan(lifetimeS);
			}
		}, 901);
	});

	it("and says at least the age that it has", () => {
		holds((steps) => {
			steps.forEach((step, index) => {
				if (step.seen.source !== "cached" || step.got === undefined) return;
				const told = steps.slice(0, index).filter(({ moment, seen }) => {
					return moment.path === step.moment.path && seen.sent.length > 0;
				});
				// It came or was confirmed with the last answer at the latest, which was made after its question was sent.
				const lastS = Math.max(...told.map(({ startS, moment }) => startS + moment.tookS));
				expect(Number(fieldOf(step.seen.reply?.fields ?? [], "age"))).toBeGreaterThanOrEqual(step.startS - lastS);
			});
		}, 902);
	});

	it("what is given from the store was once brought by the server, and not as something that mustn't be kept", () => {
		holds((steps, isShared) => {
			steps.forEach((step, index) => {
				if (!["cached", "stale", "kept"].includes(step.seen.source) || step.got === undefined) return;
				const directives = directivesOf(step.seen.reply?.fields ?? []);
				expect(directives.has("no-store")).toBe(false);
				if (isShared) expect(directives.has("private")).toBe(false);
				const isBehind = steps.slice(0, index).some(({ seen }) => seen.source === "stale");
				if (!isBehind) expect(confirmedAt(steps, index, step).length).toBeGreaterThan(0);
			});
		}, 903);
	});

	it("after a change that succeeded nothing older is given without asking", () => {
		holds((steps) => {
			steps.forEach((change, index) => {
				const { method, path, fails } = change.moment;
				if ((method !== "POST" && method !== "DELETE") || fails !== "no") return;
				for (const { moment, seen, got } of steps.slice(index + 1)) {
					if (moment.path !== path || !["cached", "stale", "kept"].includes(seen.source)) continue;
					if (got !== undefined) expect(got).toBeGreaterThanOrEqual(change.got ?? 0);
				}
			});
		}, 904);
	});

	it("a reply that must be asked about is never given stale", () => {
		holds((steps, isShared) => {
			for (const { seen } of steps) {
				if (seen.source !== "stale" && seen.source !== "kept") continue;
				const directives = directivesOf(seen.reply?.fields ?? []);
				expect(directives.has("must-revalidate") || directives.has("no-cache")).toBe(false);
				if (isShared) expect(directives.has("proxy-revalidate")).toBe(false);
			}
		}, 905);
	});

	it("the room is enough", () => {
		holds((steps) => {
			for (const { bytes } of steps) expect(bytes).toBeLessThanOrEqual(ROOM);
		}, 906);
	});

	it("the same input has the same answers", () => {
		fc.assert(
			fc.property(moments, fc.boolean(), (list, isShared) => {
				expect(play(list, isShared)).toEqual(play(list, isShared));
			}),
			{ seed: 907, numRuns: 100 },
		);
	});

	it("all ways to an answer are taken", () => {
		const sources = new Set<string>();
		holds((steps) => {
			for (const { seen } of steps) sources.add(seen.source);
		}, 908);
		expect([...sources].sort()).toEqual(["asked", "cached", "kept", "nothing", "refused", "stale", "validated"]);
	});
});

it("a date in a test's field is that of its second", () => {
	expect(fieldFrom("date: @1")).toEqual(["date", "Thu, 01 Jan 2026 00:00:01 GMT"]);
});
