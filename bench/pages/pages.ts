/**
 * How many pages a second one core simulates at the level of packets: a page is 100 resources of 10 kB, loaded once over
 * HTTP/2 and once over six connections of HTTP/1.1, with TLS 1.3, on a link of 100 ms and 10 Mbit/s, without loss and
 * with 1 %.
 */
import { performance } from "node:perf_hooks";
import { createKernel } from "@roundtrip/kernel";
import {
	BROWSER_WINDOWS,
	createHttp1Client,
	createHttp2Client,
	createNetwork,
	type HttpClient,
	type Network,
} from "@roundtrip/network";

const RESOURCES = 100;
const SPEC = { requestHeadBytes: 380, responseHeadBytes: 170, responseBodyBytes: 10_000 };
const SPEC_2 = { requestHeadBytes: 16, responseHeadBytes: 9, responseBodyBytes: 10_000 };
const TLS_1 = { version: "1.3" as const, serverName: "lab.example" };
const TLS_2 = { ...TLS_1, protocols: ["h2"] };

interface Load {
	readonly ms: number;
	readonly events: number;
	readonly packets: number;
}

function load(seed: number, loss: number, make: (network: Network) => HttpClient, spec: typeof SPEC): Load {
	const kernel = createKernel();
	const direction = {
		rate: 10_000_000,
		...(loss > 0 ? { loss: { kind: "random" as const, probability: loss } } : {}),
	};
	const network = createNetwork(kernel, { rttNs: 100_000_000, up: direction, down: direction, seed });
	const client = make(network);
	let left = RESOURCES;
	let ms = 0;
	for (let at = 0; at < RESOURCES; at++) {
		client.ask(spec, {
			done() {
				left -= 1;
				if (left > 0) return;
				ms = kernel.now / 1e6;
				client.close();
			},
		});
	}
	kernel.run();
	if (left > 0) throw new Error(`${left} resources did not arrive`);
	const { up, down } = network.path;
	return { ms, events: kernel.dispatched, packets: up.offeredPackets + down.offeredPackets };
}

function page(seed: number, loss: number): readonly [Load, Load] {
	return [
		load(seed, loss, (network) => createHttp2Client(network, { tls: TLS_2, windows: BROWSER_WINDOWS }), SPEC_2),
		load(seed, loss, (network) => createHttp1Client(network, { connections: 6, tls: TLS_1 }), SPEC),
	];
}

function measure(name: string, loss: number, seconds: number): void {
	for (let seed = 0; seed < 30; seed++) page(seed, loss);
	const begin = performance.now();
	let pages = 0;
	let events = 0;
	let packets = 0;
	let first: readonly [Load, Load] | undefined;
	while (performance.now() - begin < seconds * 1000) {
		const loads = page(1000 + pages, loss);
		first ??= loads;
		for (const one of loads) {
			events += one.events;
			packets += one.packets;
		}
		pages += 1;
	}
	const took = (performance.now() - begin) / 1000;
	const perSecond = (count: number): string => Math.round(count / took).toLocaleString("en");
	console.log(
		`${name}: ${perSecond(pages)} pages/s, ${perSecond(packets)} packets/s, ${perSecond(events)} events/s` +
			` (a page: ${Math.round(packets / pages)} packets; HTTP/2 ${first?.[0].ms.toFixed(0)} ms, HTTP/1.1 ${first?.[1].ms.toFixed(0)} ms)`,
	);
}

measure("without loss", 0, 3);
measure("1 % loss    ", 0.01, 3);
