import { expect, test } from "vitest";
import { rehearse, scenarioOf } from "../testing/rehearse.ts";
import { eventsOf, storyOf } from "../testing/story.ts";

const PAGE = `
nodes: { phone: { is: client }, shop: { is: server, workers: 20 } }
links: { phone -> shop: { rtt: 20ms, over: http/2 } }
routes: { shop: { GET /: [ { reply: 200, size: 2kB } ], GET /slow: [ { work: 300ms }, { reply: 200 } ], HEAD /: [ { reply: 200, size: 5kB } ], POST /: [ { reply: 204 } ] } }`;

test("many requests at once share one connection, and none waits for another", async () => {
	const trace = await rehearse(scenarioOf(`${PAGE}\ntraffic: [ { phone: GET /, times: 10 } ]`));
	expect(eventsOf(trace, "connecting").map((event) => event.connection)).toEqual(["phone->shop#1"]);
	// Those that come while the connection is opened wait for it.
	expect(eventsOf(trace, "queued")).toHaveLength(9);
	const requests = eventsOf(trace, "sent").filter((event) => event.node === "phone");
	expect(new Set(requests.map((event) => event.at)).size).toBe(1);
	expect(eventsOf(trace, "settled").every((event) => event.data.status === 200)).toBe(true);
	expect(trace.header.fidelity["http/2"]).toBe("messages");
});

test("fields that were sent before take less room", async () => {
	const trace = await rehearse(scenarioOf(`${PAGE}\ntraffic: [ { phone: GET /, times: 2, one-by-one: true } ]`));
	const [first, , second] = eventsOf(trace, "sent").map((event) => event.data.size);
	expect(second).toBeLessThan(first ?? 0);
});

test("a timeout ends its stream and leaves the connection to the others", async () => {
	const scenario = scenarioOf(`${PAGE.replace("client }", "client, timeout: 150ms }")}
traffic: [ { phone: GET /slow }, { phone: GET /, at: 50ms }, { phone: GET /, at: 400ms } ]`);
	const trace = await rehearse(scenario);
	expect(storyOf(trace, "timed-out", "closed", "connecting")).toEqual([
		"phone connecting e1.1",
		"phone timed-out e1.1",
	]);
	expect(eventsOf(trace, "settled").map((event) => event.data.belief)).toEqual(["ok", "unknown", "ok"]);
	expect(eventsOf(trace, "lost").map((event) => [event.message, event.data.why])).toEqual([["e1.1<", "closed"]]);
});

test("an answer without content, and one to HEAD, end at once", async () => {
	const trace = await rehearse(
		scenarioOf(`${PAGE}\ntraffic: [ { phone: POST /, size: 30kB }, { phone: HEAD /, at: 200ms } ]`),
	);
	expect(eventsOf(trace, "settled").map((event) => event.data.status)).toEqual([204, 200]);
	const answers = eventsOf(trace, "sent").filter((event) => event.node === "shop");
	expect(answers.every((event) => event.data.size < 200)).toBe(true);
});

test("a browser's windows let more come unasked than Node's", async () => {
	const over = (windows: string): string => `
nodes: { phone: { is: client }, shop: { is: server } }
links: { phone -> shop: { rtt: 30ms, over: http/2, initial-window: 100, windows: ${windows} } }
routes: { shop: { GET /: [ { reply: 200, size: 400kB } ] } }
traffic: [ { phone: GET / } ]`;
	const roundTrips = async (windows: string): Promise<number> => {
		const trace = await rehearse(scenarioOf(over(windows)));
		const full = eventsOf(trace, "packet").filter(({ node, data }) => node === "shop" && data.length > 1_000);
		return Math.round(((full.at(-1)?.at ?? 0) - (full[0]?.at ?? 0)) / 30e6);
	};
	expect(await roundTrips("browser")).toBeLessThan(await roundTrips("node"));
});
