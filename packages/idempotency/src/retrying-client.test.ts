import { createFetch, historyOf } from "@roundtrip/fetch";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type OpenBench, openBench } from "./testing/bench.ts";
import { type Fault, startFaultProxy } from "./testing/fault-proxy.ts";
import { fresh } from "./testing/points.ts";

let bench: OpenBench;
beforeAll(async () => {
	bench = await openBench("fastify");
}, 60_000);
afterAll(() => bench.close());

const FAULTS: readonly (readonly [what: string, fault: Fault])[] = [
	["a request that never arrives", "swallow"],
	["a request that is cut", "cut-request"],
	["a reply that is lost", { cutReply: "nothing" }],
	["a reply that is cut in its head", { cutReply: "in-head" }],
	["a reply that is cut in its content", { cutReply: "in-body" }],
];

test.each(FAULTS)(
	"a client that retries with a key of its own gets over %s: one effect, one answer",
	async (_, fault) => {
		const http = createFetch({ idempotencyKey: "auto", attemptMs: 5_000, retry: { attempts: 4, baseMs: 0, capMs: 0 } });
		const { payee, content } = fresh();
		// On a port of its own: a connection that was kept would get round the fault.
		const proxy = await startFaultProxy();
		proxy.leadTo(bench.server.port);
		proxy.next(fault);
		const response = await http(`http://127.0.0.1:${proxy.port}/transfers`, {
			...{ method: "POST", body: content, headers: { "content-type": "application/json" } },
		});
		expect([response.status, await response.json()]).toMatchObject([201, { to: payee, amount: 5 }]);
		expect(historyOf(response)).toMatchObject({ belief: "ok" });
		expect(historyOf(response)?.attempts.length).toBe(2);
		expect(await bench.count(payee)).toBe(1);
		await proxy.close();
	},
);
