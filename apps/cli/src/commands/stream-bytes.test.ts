import { parseScenario, type Scenario } from "@roundtrip/model";
import { simulate } from "@roundtrip/simulator";
import { runReal } from "@roundtrip/sockets";
import { describe, expect, it } from "vitest";
import { messagesOf } from "../testing/messages.ts";

function scenarioOf(rest: string): Scenario {
	const result = parseScenario(`roundtrip: 1
title: Bytes of streams
nodes:
  ann: { is: client, timeout: 3s, retry: { attempts: 5, backoff: 2s..2s, jitter: none } }
  hub: { is: server }
  desk: { is: server }
${rest}`);
	if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join("\n"));
	return result.value;
}

describe("bytes of streams in both worlds", { timeout: 60_000, retry: 2 }, () => {
	it("events say their ids and when to come back, and who comes back says what it has", async () => {
		const scenario = scenarioOf(`
links: { ann -> hub: { rtt: 40ms } }
routes: { hub: { sse /log: [ { send: 4, every: 400ms, retry: 350ms, size: 50B } ] } }
traffic: [ { ann: sse /log } ]
faults: [ { crash: hub, at: 600ms, restart-at: 700ms } ]`);
		const [simulated, real] = await both(scenario, "http/1.1");
		expect(simulated["e1.2>"]?.head).toContain("\r\nlast-event-id: 2\r\n");
		expect(simulated["e1.2<1"]?.body).toMatch(/^retry: 350\nid: 3\ndata: There and back/);
		expect(real).toEqual(simulated);
	});

	it("a WebSocket whose server can't go on says 1011, and why", async () => {
		const scenario = scenarioOf(`
links: { ann -> hub: { rtt: 40ms }, hub -> desk: { rtt: 10ms } }
routes: { hub: { websocket /talk: [ { each: [ { ask: desk, request: GET /none }, { send: 1 } ] } ] }, desk: { GET /none: [ { reply: 503 } ] } }
traffic: [ { ann: websocket /talk, send: 2, send-every: 500ms, body: "hi" } ]`);
		const [simulated, real] = await both(scenario, "http/1.1");
		expect(simulated["e1.1<end"]?.body).toBe("\x88\x17\x03\xf3desk could not do it.");
		expect(real["e1.1<end"]).toEqual(simulated["e1.1<end"]);
	});

	it.each(["grpc", "connect"])("a deadline is said in the words of %s", async (protocol) => {
		const scenario = scenarioOf(`
links: { ann -> hub: { rtt: 40ms, over: http/2 } }
routes: { hub: { ${protocol} Feed/List: [ { reply: 200 } ] } }
traffic: [ { ann: ${protocol} Feed/List, deadline: 700ms } ]`);
		const [simulated, real] = await both(scenario, "http/2");
		expect(simulated["e1.1>"]?.head).toContain(
			protocol === "grpc" ? "grpc-timeout: 700m\r" : "connect-timeout-ms: 700\r",
		);
		expect(real["e1.1>"]).toEqual(simulated["e1.1>"]);
	});
});

async function both(
	scenario: Scenario,
	over: string,
): Promise<readonly [ReturnType<typeof messagesOf>, ReturnType<typeof messagesOf>]> {
	const simulated = simulate(scenario);
	const real = await runReal(scenario, { isRehearsed: false });
	if (!simulated.ok || !real.ok) throw new Error("a world gave up");
	return [messagesOf(simulated.trace, over), messagesOf(real.trace, over)];
}
