import { describe, expect, test } from "vitest";
import { rehearse, scenarioOf } from "../testing/rehearse.ts";
import { eventsOf, storyOf } from "../testing/story.ts";

const PATIENCE_MS = 30_000;

const NODES = `
nodes:
  phone: { is: client, timeout: 2s }
  api: { is: server, workers: 1 }
`;

describe.each(["detail: messages", "detail: packets", "tls: 1.3", "over: http/2"])(
	"a stream, %s",
	{ timeout: PATIENCE_MS },
	(link) => {
		test("of so many items is a head, the items and an end", async () => {
			const trace = await rehearse(
				scenarioOf(`${NODES}
links: { phone -> api: { rtt: 20ms, ${link} } }
routes: { api: { GET /numbers: [ { send: 3, every: 10ms, size: 100B } ] } }
traffic: [ { phone: GET /numbers } ]`),
			);
			expect(storyOf(trace, "begun", "replied", "delivered", "settled")).toEqual([
				"phone begun e1.1",
				"api delivered e1.1>",
				"api replied e1.1",
				"phone delivered e1.1<",
				"phone delivered e1.1<1",
				"phone delivered e1.1<2",
				"phone delivered e1.1<3",
				"phone delivered e1.1<end",
				"phone settled e1.1",
			]);
			expect(eventsOf(trace, "settled")[0]?.data).toEqual({ belief: "ok", status: 200, why: "answered" });
		});
	},
);
