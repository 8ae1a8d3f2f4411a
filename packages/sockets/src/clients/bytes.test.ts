import { fc, test } from "@fast-check/vitest";
import {
	type Body,
	encodeRequest,
	encodeResponse,
	plainReply,
	plainRequest,
	statementBody,
	statementOf,
	textBody,
} from "@roundtrip/behaviour";
import type { Method, Scenario } from "@roundtrip/model";
import { describe, expect } from "vitest";
import { rehearse, scenarioOf } from "../testing/rehearse.ts";
import { eventsOf } from "../testing/story.ts";

const seed = 20_261_123;
const METHODS: readonly Method[] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

const withoutDate = (head: string | undefined): string | undefined => head?.replace(/\r\nDate: [^\r]*/, "\r\nDate: …");

/** A body as a scenario gives it. */
type Content = { readonly size?: number; readonly body?: string };

const content: fc.Arbitrary<Content> = fc.oneof(
	fc.constant({}),
	fc.record({ size: fc.oneof(fc.nat(3_000), fc.constantFrom(70_000, 200_000)) }),
	fc.record({ body: fc.string({ unit: "grapheme", maxLength: 200 }) }),
	fc.record({ body: fc.json({ maxDepth: 1 }) }),
);

const bodyOf = ({ size, body }: Content): Body => (body === undefined ? { size: size ?? 0 } : textBody(body));

const path = fc.stringMatching(/^\/[!-~]{0,40}$/);

/** One request and its answer, without anything around them. */
function oneCall(method: Method, to: string, request: Content, reply: Content & { readonly status: number }): Scenario {
	const bare = scenarioOf(`
nodes: { phone: { is: client }, bank: { is: server } }
links: { phone -> bank: { rtt: 0ms, detail: messages } }
routes: { bank: { GET /: [ { reply: 200 } ] } }
traffic: [ { phone: GET / } ]`);
	const line = `${method} ${to}`;
	const { status, ...answer } = reply;
	return {
		...bare,
		routes: { bank: { [line]: [{ reply: status, ...answer }] } },
		traffic: bare.traffic.map((each) => ({ ...each, request: line, ...request })),
	};
}

describe("the bytes on the wire are the bytes that the encoders say", () => {
	const status = fc.integer({ min: 200, max: 599 });

	test.prop([fc.constantFrom(...METHODS), path, content, status, content], { seed, numRuns: 60 })(
		"of every request with undici, and of every response with Node's http",
		async (method, to, request, code, answer) => {
			const trace = await rehearse(oneCall(method, to, request, { status: code, ...answer }));
			const [asked, answered] = eventsOf(trace, "sent").map((event) => event.data);
			const wanted = encodeRequest(plainRequest(method, to, bodyOf(request)), "bank", "e1.1");
			expect(asked).toEqual({ to: "bank", ...wanted });
			const given = encodeResponse(plainReply(code, bodyOf(answer)), 0, method === "HEAD");
			expect({ ...answered, head: withoutDate(answered?.head) }).toEqual({
				...{ to: "phone", ...given },
				head: withoutDate(given.head),
			});
			expect(eventsOf(trace, "settled")[0]?.data).toMatchObject({ why: "answered", status: code });
		},
	);
});

test("where an answer sends its asker on to stands first among its fields", async () => {
	const scenario = scenarioOf(`
nodes: { phone: { is: client }, bank: { is: server } }
links: { phone -> bank: { rtt: 0ms, detail: messages } }
routes: { bank: { GET /old: [ { reply: 301, location: /new, size: 40B } ], GET /new: [ { reply: 200 } ] } }
traffic: [ { phone: GET /old } ]`);
	const trace = await rehearse(scenario);
	const answer = eventsOf(trace, "sent").find(({ message }) => message === "e1.1<")?.data;
	const given = encodeResponse({ ...plainReply(301, { size: 40 }), fields: [["location", "/new"]] }, 0);
	expect({ ...answer, head: withoutDate(answer?.head) }).toEqual({
		...{ to: "phone", ...given },
		head: withoutDate(given.head),
	});
});

test("a statement and its result travel as JSON", async () => {
	const scenario = scenarioOf(`
nodes: { phone: { is: client }, bank: { is: server }, ledger: { is: database } }
links: { phone -> bank: { rtt: 0ms }, bank -> ledger: { rtt: 0ms } }
routes: { bank: { POST /: [ { query: ledger, effect: transfer }, { query: ledger }, { reply: 200 } ] } }
traffic: [ { phone: POST / } ]`);
	const trace = await rehearse(scenario);
	const bodies = eventsOf(trace, "sent").map((event) => event.data.body);
	const steps = scenario.routes.bank?.["POST /"]?.filter((step) => "query" in step) ?? [];
	const statements = steps.map((step, index) => statementBody(statementOf(step, `e1.1/${index + 1}`)).text);
	expect(bodies.slice(1, 5)).toEqual([statements[0], '{"changes":1}', statements[1], '{"count":1}']);
});
