import { GRAPHQL_TRANSPORT } from "@roundtrip/model";
import { describe, expect, it } from "vitest";
import { bodyText } from "../../messages/body.ts";
import { WebSocketParser } from "../websocket/parser.ts";
import {
	TRANSPORT_ACK,
	transportComplete,
	transportInit,
	transportNext,
	transportSubscribe,
	transportUpgrade,
	transportWord,
} from "./transport.ts";

const asking = { seed: 1, call: "e1.1", subprotocol: GRAPHQL_TRANSPORT, types: {} } as const;

function textOf(body: ReturnType<typeof transportInit>, from: "client" | "server"): string {
	const [message] = new WebSocketParser({ from }).take(bodyText(body));
	return message?.is === "text" ? message.text : "";
}

describe("messages of GraphQL over WebSocket", () => {
	const operation = { route: { kind: "subscription", field: "news", data: undefined } } as const;

	it("are those of graphql-transport-ws", () => {
		expect(textOf(transportInit(asking), "client")).toBe('{"type":"connection_init"}');
		expect(textOf(TRANSPORT_ACK, "server")).toBe('{"type":"connection_ack"}');
		const subscribe = JSON.parse(textOf(transportSubscribe(asking, operation), "client"));
		const id = expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
		expect(subscribe).toEqual({ id, type: "subscribe", payload: { query: "subscription { news }" } });
		const next = JSON.parse(textOf(transportNext(asking, '{"data":{"news":"x"}}'), "server"));
		expect(next).toEqual({ id: subscribe.id, type: "next", payload: { data: { news: "x" } } });
		expect(JSON.parse(textOf(transportComplete(asking, "client"), "client"))).toEqual({
			id: subscribe.id,
			type: "complete",
		});
	});

	it("are told apart by their begin", () => {
		expect(transportWord(textOf(TRANSPORT_ACK, "server"))).toBe("connection_ack");
		expect(transportWord(textOf(transportNext(asking, '{"data":null}'), "server"))).toBe("next");
		expect(transportWord(textOf(transportComplete(asking, "server"), "server"))).toBe("complete");
		expect(transportWord('{"type":"ping"}')).toBeUndefined();
		expect(transportWord('{"payload":{"type":"next"}}')).toBeUndefined();
	});

	it("follow an upgrade that names their protocol", () => {
		expect(transportUpgrade(asking)).toMatchObject({ method: "GET", path: "/graphql" });
		expect(transportUpgrade(asking).fields).toContainEqual(["sec-websocket-protocol", GRAPHQL_TRANSPORT]);
	});
});
