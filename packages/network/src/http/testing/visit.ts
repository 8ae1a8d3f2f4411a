import { createKernel } from "@roundtrip/kernel";
import { createNetwork, type Network, type NetworkSpec } from "../../network.ts";
import type { DirectionSpec } from "../../path/direction.ts";
import type { HttpClient } from "../client.ts";
import type { ExchangeResult, ExchangeSpec } from "../exchange.ts";
import { createHttp1Client } from "../http1-client.ts";
import { BROWSER_WINDOWS, createHttp2Client } from "../http2-client.ts";
import { createHttp3Client } from "../http3-client.ts";

/** What a visit was like. */
export interface Visit {
	/** In the order in which they ended. */
	readonly results: readonly ExchangeResult[];
	/** When the last byte was here, ms. */
	readonly doneMs: number;
	readonly network: Network;
}

/** A network with the same limits both ways. */
export function networkWith(rttMs: number, direction: DirectionSpec = {}, more: Partial<NetworkSpec> = {}): Network {
	return createNetwork(createKernel(), {
		rttNs: rttMs * 1e6,
		up: direction,
		down: direction,
		seed: 1,
		...more,
	});
}

/** Asks for all of them at once, closes the client when the last is done, and plays to the end. */
export function visit(network: Network, client: HttpClient, specs: readonly ExchangeSpec[]): Visit {
	const results: ExchangeResult[] = [];
	let doneMs = -1;
	for (const spec of specs) {
		client.ask(spec, {
			done(result) {
				results.push(result);
				if (results.length < specs.length) return;
				doneMs = network.kernel.now / 1e6;
				client.close();
			},
		});
	}
	network.kernel.run({ maxEvents: 5_000_000 });
	return { results, doneMs, network };
}

/** So many small requests for so many bytes each. */
export function resources(count: number, bytes: number, serverMs = 0): readonly ExchangeSpec[] {
	return Array.from({ length: count }, () => ({
		requestHeadBytes: 100,
		responseHeadBytes: 100,
		responseBodyBytes: bytes,
		serverNs: serverMs * 1e6,
	}));
}

/** Ways to ask one server, as browsers do it. */
export const CLIENTS: Readonly<Record<"http/1.1" | "h2" | "h3", (network: Network) => HttpClient>> = {
	"http/1.1": (network) => createHttp1Client(network, { connections: 6, tls: { version: "1.3" } }),
	h2: (network) => createHttp2Client(network, { tls: { version: "1.3" }, windows: BROWSER_WINDOWS }),
	h3: (network) => createHttp3Client(network),
};
