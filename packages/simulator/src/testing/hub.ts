import type { Scenario } from "@roundtrip/model";
import { scenarioOf } from "./play.ts";

/** What tests of conversations vary. */
export interface HubSetting {
	/** Of the server that both clients ask; it has one worker. */
	readonly routes: string;
	readonly traffic: string;
	readonly faults?: string;
	/** Of every link between clients and servers. */
	readonly over?: string;
	/** Of Ann, who tries up to three times. */
	readonly ann?: string;
	readonly types?: string;
	/** Of the hub, beside its one worker. */
	readonly server?: string;
}

/** Ann 100 ms and Bob 40 ms from a hub, which is 10 ms from a desk, which is 2 ms from its store. Sending takes no time. */
export function hub({
	routes,
	traffic,
	faults = "",
	over = "",
	ann = "timeout: 3s",
	types = "{}",
	server = "",
}: HubSetting): Scenario {
	const retry = "retry: { attempts: 3, backoff: 100ms..100ms, jitter: none }";
	return scenarioOf(`roundtrip: 1
title: T
seed: 1
types: ${types}
nodes: { ann: { is: client, ${ann}, ${retry} }, bob: { is: client }, hub: { is: server, workers: 1, ${server} }, desk: { is: server }, store: { is: database } }
links: { ann -> hub: { rtt: 100ms, ${over} }, bob -> hub: { rtt: 40ms, ${over} }, hub -> desk: { rtt: 10ms, ${over} }, desk -> store: { rtt: 2ms } }
routes: { hub: { ${oneLine(routes)} }, desk: { POST /charge: [ { query: store, effect: charge }, { reply: 201, size: 30B } ], GET /bad: [ { reply: 500 } ] } }
traffic: [ ${oneLine(traffic.startsWith("{") ? traffic : `{ ${traffic} }`)} ]
faults: [ ${faults} ]
`);
}

/** All ways in which links of both kinds are played. */
export const WAYS: readonly string[] = [
	"detail: messages",
	"detail: packets",
	"over: http/2, detail: messages",
	"over: http/2, detail: packets",
];

function oneLine(text: string): string {
	return text.replaceAll(/\s+/g, " ");
}
