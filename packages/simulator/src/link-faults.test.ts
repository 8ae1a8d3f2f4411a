import { describe, expect, it } from "vitest";
import { played, type Setting, scenarioOf, setting, story } from "./testing/play.ts";

const TOLD = /impaired|mended|connect|sent|delivered|lost|timed-out|settled|committed/;

const tell = (parts: Setting, only = TOLD): readonly string[] => story(played(setting(parts)), only);

/** When the packets of one side leave, in ms, by what became of them. */
function packetsOf(parts: Setting, node: string, lost: "outage" | undefined): readonly number[] {
	return [...played(setting(parts)).events()].flatMap((event) =>
		event.kind === "packet" && event.node === node && event.data.lost === lost ? [event.at / 1e6] : [],
	);
}

describe("a partition", () => {
	const phone = "timeout: 30s, retry: { attempts: 1 }";

	it("lets nothing through: the SYN is sent again after 1 s, 2 s, until it has healed", () => {
		expect(tell({ phone, faults: "{ partition: phone -> bank, at: 0s, until: 2500ms }" })).toEqual([
			"0 phone impaired both cut",
			"0 phone connecting e1.1",
			"2500 phone mended",
			expect.stringMatching(/^3\d\d\d(\.\d+)? phone connected/),
			...[/phone sent e1.1>/, /bank delivered e1.1>/, /bank sent e1.1</, /phone delivered e1.1</].map((each) =>
				expect.stringMatching(each),
			),
			expect.stringMatching(/phone settled e1.1 ok, answered/),
		]);
	});

	it("is there before the next event is told, and is not waited for", () => {
		const faults = "{ partition: phone -> bank, at: 10s, until: 20s }";
		expect(tell({ phone, faults }, /impaired|mended/)).toEqual([]);
	});

	it("takes along what is under way, and what is lost comes after it with the next retransmission", () => {
		// The request leaves at 100 ms and would arrive at 150 ms.
		const faults = "{ partition: phone -> bank, at: 120ms, until: 1s }";
		const lost = packetsOf({ phone, faults }, "phone", "outage");
		expect(lost[0]).toBe(100);
		// TCP waits at least 200 ms and the round-trip, then twice as long each time (RFC 6298, section 5.5).
		expect(lost.length).toBeGreaterThanOrEqual(2);
		const arrival = tell({ phone, faults }, /bank delivered/)[0];
		expect(Number.parseFloat(arrival ?? "")).toBeGreaterThan(1_050);
	});

	it("loses what is asked one way, and what is answered the other", () => {
		const once = "timeout: 1s, retry: { attempts: 1 }";
		const traffic = "{ phone: POST /, times: 2, every: 500ms }";
		const request = { phone: once, traffic, faults: "{ partition: phone -> bank, at: 300ms, way: request }" };
		const response = { phone: once, traffic, faults: "{ partition: phone -> bank, at: 300ms, way: response }" };
		expect(tell(request, /bank delivered e2/)).toEqual([]);
		expect(tell(response, /bank delivered e2/)).toEqual(["550 bank delivered e2.1>"]);
		for (const parts of [request, response]) {
			expect(tell(parts, /settled e2/)).toEqual(["1500 phone settled e2.1 unknown, timed-out"]);
		}
	});

	it("is a black hole where it never heals", () => {
		const parts = { phone: "timeout: 1s, retry: { attempts: 3 }", faults: "{ partition: phone -> bank, at: 0s }" };
		expect(tell(parts, /settled|mended|connected/)).toEqual([expect.stringMatching(/settled e1.3 failed, not-sent/)]);
	});

	it("makes its link one of packets, and no other", () => {
		const trace = played(
			setting({ faults: "{ partition: phone -> bank, at: 1s }", route: "{ query: ledger }, { reply: 200 }" }),
		);
		const links = [...trace.events()].flatMap((event) =>
			event.kind === "packet" ? [event.connection.split("#")[0]] : [],
		);
		expect([...new Set(links)]).toEqual(["phone->bank"]);
	});

	it("of several on one link, each is told and any cuts it", () => {
		const faults = "{ partition: phone -> bank, at: 0s, until: 2s }, { partition: phone -> bank, at: 1s, until: 4s }";
		expect(tell({ phone, faults }, /impaired|mended/)).toEqual([
			"0 phone impaired both cut",
			"1000 phone impaired both cut",
			"2000 phone mended",
			"4000 phone mended",
		]);
	});

	it("works over HTTP/2, TLS and HTTP/3 too", () => {
		for (const near of ["over: http/2, tls: 1.3", "tls: 1.3", "over: http/3, tls: 1.3"]) {
			const faults = "{ partition: phone -> bank, at: 50ms, until: 1s }";
			const [settled] = tell({ phone, near: `rtt: 100ms, ${near}`, faults }, /settled/);
			expect(settled).toMatch(/settled e1.1 ok/);
			expect(Number.parseFloat(settled ?? "")).toBeGreaterThan(1_000);
		}
	});
});

describe("a link that flaps", () => {
	const phone = "timeout: 30s, retry: { attempts: 1 }";

	it("is cut and whole in turn, and told as long as anything happens", () => {
		const faults = "{ flap: phone -> bank, at: 50ms, down: 200ms, up: 300ms }";
		const told = tell({ phone, faults, traffic: "{ phone: POST /, at: 1s }" }, /impaired|mended|settled/);
		expect(told.slice(0, 4)).toEqual([
			"50 phone impaired both cut",
			"250 phone mended",
			"550 phone impaired both cut",
			"750 phone mended",
		]);
		expect(told.at(-1)).toMatch(/settled e1.1 ok/);
	});

	it("loses what falls into a cut, and lets the rest through", () => {
		const faults = "{ flap: phone -> bank, at: 500ms, until: 2s, down: 200ms, up: 300ms }";
		const traffic = "{ phone: POST /, times: 2, every: 550ms }";
		const parts = { phone, faults, traffic };
		expect(packetsOf(parts, "phone", "outage")[0]).toBe(550);
		expect(tell(parts, /settled/).every((line) => line.includes(" ok, "))).toBe(true);
	});
});

describe("a throttled link", () => {
	const phone = "timeout: 30s, retry: { attempts: 1 }";
	const settledMs = (faults: string, near = "rtt: 100ms, rate: 10Mbit/s, detail: packets"): number =>
		Number.parseFloat(
			tell({ phone, near, faults, route: "{ reply: 200, size: 12500B }" }, /settled/)[0]?.split(" ")[0] ?? "",
		);

	it("carries no more than its rate, while it lasts", () => {
		// 12.5 kB are 100,000 bits.
		const [before, slow] = [settledMs(""), settledMs("{ throttle: phone -> bank, at: 0s, rate: 100kbit/s }")];
		expect(before).toBeLessThan(220);
		expect(slow).toBeGreaterThan(1_150);
		expect(slow).toBeLessThan(1_300);
		expect(settledMs("{ throttle: phone -> bank, at: 1s, rate: 100kbit/s }")).toBe(before);
		const healed = settledMs("{ throttle: phone -> bank, at: 0s, until: 500ms, rate: 100kbit/s }");
		expect(healed).toBeGreaterThan(500);
		expect(healed).toBeLessThan(600);
	});

	it("takes longer, there and back", () => {
		const plain = "rtt: 100ms";
		expect(settledMs("{ throttle: phone -> bank, at: 0s, rtt: 500ms }", plain)).toBe(1_000);
		expect(tell({ phone, faults: "{ throttle: phone -> bank, at: 0s, rtt: 500ms }" }, /impaired/)).toEqual([
			"0 phone impaired both slow",
		]);
	});
});

describe("a fault of a link that makes no sense", () => {
	const problem = (near: string, faults: string): string => {
		try {
			setting({ near, faults });
		} catch (error) {
			return error instanceof Error ? error.message : "";
		}
		return "";
	};

	it("is refused, with what to do", () => {
		expect(problem("rtt: 1ms", "{ partition: phone -> bnak, at: 0s }")).toContain(
			"no link 'phone -> bnak'; did you mean",
		);
		expect(problem("rtt: 1ms, detail: messages", "{ partition: phone -> bank, at: 0s }")).toContain(
			"leave out detail: messages",
		);
		expect(problem("rtt: 1ms", "{ throttle: phone -> bank, at: 0s }")).toContain("say how slow");
		expect(problem("rtt: 9ms", "{ throttle: phone -> bank, at: 0s, rtt: 9ms }")).toContain("takes as long anyway");
		expect(problem("rtt: 1ms, rate: 1Mbit/s", "{ throttle: phone -> bank, at: 0s, rate: 2Mbit/s }")).toContain(
			"no faster than that anyway",
		);
		expect(problem("rtt: 1ms", "{ flap: phone -> bank, at: 0s, down: 1us }")).toContain("at least 1ms");
		expect(problem("rtt: 1ms", "{ partition: phone -> bank, at: 2s, until: 1s }")).toContain("later than `at`");
	});
});

describe("a scenario that is played many times", () => {
	it("is cut by a fault that is added to it", async () => {
		const { prepare } = await import("./prepare.ts");
		const plain = scenarioOf(`roundtrip: 1
title: T
nodes: { phone: { is: client, timeout: 1s }, bank: { is: server } }
links: { phone -> bank: { rtt: 100ms } }
routes: { bank: { POST /: [ { reply: 201 } ] } }
traffic: [ phone: POST / ]
`);
		const ready = prepare(plain);
		const added = { partition: "phone -> bank", at: 0, way: "both" } as const;
		const settled = (faults: readonly (typeof added)[]): readonly string[] => {
			const result = ready.play(faults);
			if (!result.ok) throw new Error(result.problem);
			return story(result.trace, /settled/);
		};
		const [before] = settled([]);
		expect(before).toMatch(/ok, answered/);
		expect(settled([added])).toEqual([expect.stringMatching(/not-sent/)]);
		expect(settled([])).toEqual([before]);
	});
});
