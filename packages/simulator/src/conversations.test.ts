import { describe, expect, it } from "vitest";
import { type HubSetting, hub, WAYS } from "./testing/hub.ts";
import { played, story } from "./testing/play.ts";

/** What happened, without the opening of connections. */
function told(setting: HubSetting, only = /^(?!.*(connect|begun|queued))/): readonly string[] {
	return story(played(hub(setting), { keepPackets: false }), only);
}

const CHARGE = "ask: desk, request: POST /charge";

describe.each(WAYS)("over links with %s", (over) => {
	it("a server that asks another answers when its answer is here; calls are named through all of them", () => {
		const routes = `POST /orders: [ { ${CHARGE}, size: 9B }, { reply: 201 } ]`;
		expect(told({ over, routes, traffic: "ann: POST /orders" }, / (sent|committed|settled) /)).toEqual([
			"100 ann sent e1.1> POST /orders",
			"160 hub sent e1.1/1> POST /charge",
			"167 desk sent e1.1/1/1> POST /query",
			"169 store committed e1.1/1/1 charge",
			"169 store sent e1.1/1/1< 200 OK",
			"170 desk sent e1.1/1< 201 Created",
			"175 hub sent e1.1< 201 Created",
			"225 ann settled e1.1 ok, answered",
		]);
	});

	it("asking twice takes twice as long, asking at once as long as the last answer", () => {
		const answeredMs = (how: string): string | undefined => {
			const routes = `POST /orders: [ { ${CHARGE}, times: 2, ${how} }, { reply: 201 } ]`;
			return told({ over, routes, traffic: "ann: POST /orders" }, /sent e1.1</)[0];
		};
		expect(answeredMs("")).toBe("188 hub sent e1.1< 201 Created");
		expect(answeredMs("at-once: true")).toBe("175 hub sent e1.1< 201 Created");
	});

	it("a server that is refused by another says so, and what it has not done yet is not done", () => {
		const routes = `POST /orders: [ { ask: desk, request: GET /bad }, { ${CHARGE} }, { reply: 201 } ]`;
		expect(told({ over, routes, traffic: "bob: POST /orders" }, /hub replied|committed|settled/)).toEqual([
			"80 hub replied e1.1 502",
			"100 bob settled e1.1 unknown, answered",
		]);
	});

	it("what stands behind an answer is done when it has left, with the worker busy until then", () => {
		const routes = `POST /orders: [ { reply: 202 }, { work: 30ms }, { ${CHARGE} } ]`;
		const traffic = "{ ann: POST /orders }, { bob: POST /orders, at: 120ms }";
		expect(told({ over, routes, traffic }, /hub (started|replied|queued|sent e..1.)|committed|settled/)).toEqual([
			"150 hub started e1.1",
			"150 hub replied e1.1 202",
			"150 hub sent e1.1< 202 Accepted",
			"180 hub queued e2.1 for a worker",
			"190 hub sent e1.1/1> POST /charge",
			"199 store committed e1.1/1/1 charge",
			"200 ann settled e1.1 ok, answered",
			"205 hub started e2.1",
			"205 hub replied e2.1 202",
			"205 hub sent e2.1< 202 Accepted",
			"225 bob settled e2.1 ok, answered",
			"235 hub sent e2.1/1> POST /charge",
			"242 store committed e2.1/1/1 charge",
		]);
	});

	it("work behind an answer that fails is told to nobody", () => {
		const routes = "POST /orders: [ { reply: 202 }, { ask: desk, request: GET /bad }, { work: 5ms } ]";
		expect(
			told({ over, routes, traffic: "ann: POST /orders, times: 2, one-by-one: true" }, /hub replied|settled/),
		).toEqual([
			"150 hub replied e1.1 202",
			"200 ann settled e1.1 ok, answered",
			"250 hub replied e2.1 202",
			"300 ann settled e2.1 ok, answered",
		]);
	});
});

const NEWS = `GET /news: [ { wait: news, at-most: 2s }, { reply: 200 } ],
	POST /news: [ { publish: news, size: 20B }, { reply: 204 } ]`;

describe.each(WAYS)("long polling over links with %s", (over) => {
	it("is answered when something is published, and with nothing when nothing is; who waits holds no worker", () => {
		const traffic = "{ ann: GET /news, times: 2, one-by-one: true }, { bob: POST /news, at: 1s }";
		expect(told({ over, routes: NEWS, traffic }, /hub|settled/)).toEqual([
			"150 hub delivered e1.1>",
			"150 hub started e1.1",
			"150 hub queued e1.1 for an item",
			"1060 hub delivered e3.1>",
			"1060 hub started e3.1",
			"1060 hub published e3.1",
			"1060 hub replied e1.1 200",
			"1060 hub sent e1.1< 200 OK",
			"1060 hub replied e3.1 204",
			"1060 hub sent e3.1< 204 No Content",
			"1080 bob settled e3.1 ok, answered",
			"1110 ann settled e1.1 ok, answered",
			"1160 hub delivered e2.1>",
			"1160 hub started e2.1",
			"1160 hub queued e2.1 for an item",
			"3160 hub replied e2.1 204",
			"3160 hub sent e2.1< 204 No Content",
			"3210 ann settled e2.1 ok, answered",
		]);
	});

	it("gives what was published, and says that it came of it", () => {
		const traffic = "{ ann: GET /news }, { bob: POST /news, at: 1s }";
		const events = [...played(hub({ over, routes: NEWS, traffic })).events()];
		const published = events.find(({ kind }) => kind === "published");
		const replied = events.find((event) => event.kind === "replied" && event.call === "e1.1");
		expect(published).toMatchObject({ call: "e2.1", data: { channel: "news", number: 1 } });
		expect(replied?.causes).toEqual([published?.seq]);
		const sent = events.find((event) => event.kind === "sent" && event.message === "e1.1<");
		expect(sent?.kind === "sent" && sent.data.body).toBe("There and back again");
	});

	it("with `ever` takes what was published before", () => {
		const routes = NEWS.replace("at-most: 2s", "at-most: 2s, ever: true");
		const traffic = "{ bob: POST /news }, { ann: GET /news, at: 1s }";
		expect(told({ over, routes, traffic }, /settled/)).toEqual([
			"80 bob settled e1.1 ok, answered",
			"1200 ann settled e2.1 ok, answered",
		]);
	});
});
