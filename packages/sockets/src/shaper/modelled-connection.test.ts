import { describe, expect, test } from "vitest";
import { rehearse, scenarioOf } from "../testing/rehearse.ts";
import { eventsOf, storyOf } from "../testing/story.ts";

/** One client, one server, one link with all that a test says of it. */
function pair(link: string, more = ""): string {
	return `
nodes: { phone: { is: client, timeout: 2s }, bank: { is: server } }
links: { phone -> bank: { ${link} } }
routes: { bank: { POST /: [ { reply: 200, size: 100kB } ], GET /: [ { reply: 200 } ] } }
${more}`;
}

const STORY = [
	"phone begun e1.1",
	"phone connecting e1.1",
	"phone connected e1.1",
	"phone sent e1.1>",
	"bank delivered e1.1>",
	"bank started e1.1",
	"bank replied e1.1",
	"bank sent e1.1<",
	"phone delivered e1.1<",
	"phone settled e1.1",
];

test("an answer larger than the first window takes as many round-trips as TCP's slow start needs", async () => {
	const trace = await rehearse(scenarioOf(pair("rtt: 40ms", "traffic: [ { phone: POST / } ]")));
	expect(storyOf(trace).filter((line) => !line.includes("packet"))).toEqual(STORY);
	// 10, 20 and 40 segments: the first flight comes with the answer's own round-trip.
	expect(eventsOf(trace, "delivered").at(-1)?.data.waits).toEqual({ "congestion-window": 2 });
	const [sent] = eventsOf(trace, "sent");
	const end = eventsOf(trace, "delivered").at(-1);
	expect(Math.floor(((end?.at ?? 0) - (sent?.at ?? 0)) / 40e6)).toBeGreaterThanOrEqual(3);
});

test("every packet is told of, with what it carries and when it comes", async () => {
	const trace = await rehearse(scenarioOf(pair("rtt: 10ms, detail: packets", "traffic: [ { phone: GET / } ]")));
	const packets = eventsOf(trace, "packet");
	expect(packets.slice(0, 3).map(({ node, data }) => `${node} ${data.flags}`)).toEqual([
		"phone SYN",
		"bank SYN ACK",
		"phone ACK",
	]);
	expect(packets.every((packet) => (packet.data.arrives ?? 0) >= packet.at + 5e6)).toBe(true);
	expect(packets.every((packet) => packet.connection === "phone->bank#1")).toBe(true);
});

test("the same seed loses the same packets, in whatever run", async () => {
	const text = pair("rtt: 10ms, loss: 5%", "traffic: [ { phone: POST /, times: 3, one-by-one: true } ]");
	const lostOf = async (): Promise<readonly string[]> => {
		const trace = await rehearse(scenarioOf(text));
		expect(eventsOf(trace, "settled")).toHaveLength(3);
		const lost = eventsOf(trace, "packet").filter(({ data }) => data.lost !== undefined);
		return lost.map(({ node, data }) => `${node} ${data.seq}`);
	};
	const first = (await lostOf()).slice(0, 3);
	expect(first.length).toBeGreaterThan(0);
	expect((await lostOf()).slice(0, first.length)).toEqual(first);
});

test("a lost packet is sent again, and the answer has waited for it", async () => {
	const text = pair("rtt: 10ms, loss: 10%", "traffic: [ { phone: POST /, times: 5, one-by-one: true } ]");
	const trace = await rehearse(scenarioOf(text));
	expect(eventsOf(trace, "settled").every((event) => event.data.belief === "ok")).toBe(true);
	expect(eventsOf(trace, "packet").some(({ data }) => data.again === true)).toBe(true);
	const waits = eventsOf(trace, "delivered").map((event) => event.data.waits?.retransmission ?? 0);
	expect(waits.some((count) => count > 0)).toBe(true);
});

test("without keep-alive each request opens a connection, which is closed when it is answered", async () => {
	const text = pair("rtt: 4ms, keep-alive: false", "traffic: [ { phone: GET /, times: 2, one-by-one: true } ]");
	const trace = await rehearse(scenarioOf(text));
	expect(eventsOf(trace, "connecting").map((event) => event.connection)).toEqual(["phone->bank#1", "phone->bank#2"]);
	expect(eventsOf(trace, "closed").map((event) => event.data)).toEqual([
		{ to: "bank", why: "done" },
		{ to: "bank", why: "done" },
	]);
	expect(eventsOf(trace, "sent")[0]?.data.head).toContain("connection: close");
});

describe("the address of the other end", () => {
	const named = (ttl: string): string =>
		pair(
			`rtt: 4ms, dns: 6ms, dns-ttl: ${ttl}, keep-alive: false`,
			"traffic: [ { phone: GET /, times: 2, one-by-one: true } ]",
		);

	test("is asked for before the first connection, and kept", async () => {
		const trace = await rehearse(scenarioOf(named("1min")));
		expect(storyOf(trace, "resolving", "resolved", "connecting")).toEqual([
			"phone resolving e1.1",
			"phone resolved e1.1",
			"phone connecting e1.1",
			"phone connecting e2.1",
		]);
		const [[resolving], [resolved]] = [eventsOf(trace, "resolving"), eventsOf(trace, "resolved")];
		expect((resolved?.at ?? 0) - (resolving?.at ?? 0)).toBeGreaterThanOrEqual(6e6);
		expect(resolved?.causes).toEqual([resolving?.seq]);
	});

	test("is asked for again when it is too old", async () => {
		const trace = await rehearse(scenarioOf(named("1ms")));
		expect(eventsOf(trace, "resolved")).toHaveLength(2);
	});
});

describe("faults that strike messages", () => {
	const LINKS = ["detail: packets", "tls: 1.2", "tls: 1.3", "over: http/2", "over: http/2, tls: 1.3"];
	const retrying = (link: string, fault: string): string => `
nodes: { phone: { is: client, timeout: 400ms, retry: { attempts: 2, backoff: 5ms, jitter: none } }, bank: { is: server } }
links: { phone -> bank: { rtt: 4ms, ${link} } }
routes: { bank: { POST /: [ { reply: 201 } ] } }
traffic: [ { phone: POST / } ]
faults: [ ${fault} ]`;
	const KINDS = ["lost", "delayed", "timed-out", "replied", "settled"] as const;

	test.each(LINKS)("%s: a lost request never comes to the server, and the next attempt does", async (link) => {
		const trace = await rehearse(scenarioOf(retrying(link, "{ lose: e1.1> }")));
		expect(storyOf(trace, ...KINDS)).toEqual([
			"phone lost e1.1>",
			"phone timed-out e1.1",
			"bank replied e1.2",
			"phone settled e1.2",
		]);
	});

	test.each(LINKS)("%s: a lost answer was given, and is given again", async (link) => {
		const trace = await rehearse(scenarioOf(retrying(link, "{ lose: e1.1< }")));
		expect(storyOf(trace, ...KINDS)).toEqual([
			"bank replied e1.1",
			"bank lost e1.1<",
			"phone timed-out e1.1",
			"bank replied e1.2",
			"phone settled e1.2",
		]);
		expect(eventsOf(trace, "lost")[0]?.data).toEqual({ to: "phone", where: 0.5, why: "fault", fault: 0 });
	});

	test.each(LINKS)("%s: a request and an answer that are held up are only late", async (link) => {
		const faults = "{ delay: e1.1>, by: 20ms }, { delay: e1.1<, by: 30ms }";
		const trace = await rehearse(scenarioOf(retrying(link, faults)));
		expect(storyOf(trace, ...KINDS)).toEqual([
			"phone delayed e1.1>",
			"bank replied e1.1",
			"bank delayed e1.1<",
			"phone settled e1.1",
		]);
		const [[sent], [settled]] = [eventsOf(trace, "sent"), eventsOf(trace, "settled")];
		expect((settled?.at ?? 0) - (sent?.at ?? 0)).toBeGreaterThanOrEqual(54e6);
	});

	test.each(LINKS)("%s: an answer that is held up for too long comes to nobody", async (link) => {
		const trace = await rehearse(scenarioOf(retrying(link, "{ delay: e1.1<, by: 1s }")));
		expect(storyOf(trace, "timed-out", "settled", "lost")).toEqual([
			"phone timed-out e1.1",
			"phone settled e1.2",
			"bank lost e1.1<",
		]);
		expect(eventsOf(trace, "lost")[0]?.data).toEqual({ to: "phone", where: 1, why: "closed" });
	});
});
