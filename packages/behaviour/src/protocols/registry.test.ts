import { isStream, parseScenario, type Scenario } from "@roundtrip/model";
import { describe, expect, it } from "vitest";
import type { ProtocolDescriptor } from "./descriptor.ts";
import { protocolDescriptors } from "./registry.ts";

/** A scenario around one line of routes, over one version of HTTP; what is published there has its publisher. */
function around({ example }: ProtocolDescriptor, over: string): ReturnType<typeof parseScenario> {
	const request = example.slice(0, example.indexOf(": ["));
	return parseScenario(`
roundtrip: 1
title: An example
types:
  Author: { name: text 20B }
  Comment: { text: text 80B }
  Post: { title: text 40B, author: Author }
nodes: { app: { is: client }, api: { is: server }, posts: { is: database } }
links: { app -> api: { rtt: 50ms, over: ${over} }, api -> posts: { rtt: 1ms } }
routes:
  api:
    ${example}
traffic: [ { app: "${request}" } ]
`);
}

const carried = protocolDescriptors.flatMap((protocol) =>
	protocol.carriers.map((over) => ({ name: protocol.name, protocol, over })),
);

describe("what is told of the protocols above HTTP", () => {
	it.each(carried)("has an example that can be said: $name over $over", ({ protocol, over }) => {
		expect(around(protocol, over)).toMatchObject({ ok: true });
	});

	it.each(protocolDescriptors)("names all that carry it: $name", (protocol) => {
		const over = ["http/1.1", "http/2", "http/3"].filter((each) => around(protocol, each).ok);
		expect(over).toEqual(protocol.carriers);
	});

	it.each(protocolDescriptors)("has an example in a shape that it lists: $name", (protocol) => {
		const parsed = around(protocol, protocol.carriers[0] ?? "");
		const scenario: Scenario | undefined = parsed.ok ? parsed.value : undefined;
		const [steps = []] = Object.values(scenario?.routes.api ?? {});
		expect(isStream(steps)).toBe(!protocol.shapes.includes("unary"));
	});
});
