/**
 * How many pages a second one core simulates at the level of packets: a page is 100 resources of 10 kB, loaded once over
 * HTTP/2 and once over six connections of HTTP/1.1, with TLS 1.3, on a link of 100 ms and 10 Mbit/s, without loss and
 * with 1 %.
 */
import { createKernel } from "@roundtrip/kernel";
import {
	BROWSER_WINDOWS,
	createHttp1Client,
	createHttp2Client,
	createNetwork,
	type DirectionSpec,
	type ExchangeSpec,
	type HttpClient,
	type Network,
} from "@roundtrip/network";
import { timedRound } from "../comparison.ts";

const LEAST_PAGES_PER_SECOND = 200;
const PAGES = 200;
const ROUNDS = 9;
const RESOURCES = 100;

const TLS = { version: "1.3", serverName: "lab.example" } as const;
const HTTP1 = {
	spec: { requestHeadBytes: 380, responseHeadBytes: 170, responseBodyBytes: 10_000 },
	client: (network: Network) => createHttp1Client(network, { connections: 6, tls: TLS }),
};
const HTTP2 = {
	spec: { requestHeadBytes: 16, responseHeadBytes: 9, responseBodyBytes: 10_000 },
	client: (network: Network) =>
		createHttp2Client(network, { tls: { ...TLS, protocols: ["h2"] }, windows: BROWSER_WINDOWS }),
};

interface Protocol {
	readonly spec: ExchangeSpec;
	readonly client: (network: Network) => HttpClient;
}

/** One protocol's half of a page: packets, events of the kernel, and ms until the last resource is there. */
function load({ spec, client: connect }: Protocol, loss: number, seed: number): readonly [number, number, number] {
	const kernel = createKernel();
	const direction: DirectionSpec = { rate: 10_000_000, loss: { kind: "random", probability: loss } };
	const network = createNetwork(kernel, { rttNs: 100_000_000, up: direction, down: direction, seed });
	const client = connect(network);
	let left = RESOURCES;
	let endMs = 0;
	const done = (): void => {
		left -= 1;
		if (left > 0) return;
		endMs = kernel.now / 1e6;
		client.close();
	};
	for (let at = 0; at < RESOURCES; at++) client.ask(spec, { done });
	kernel.run();
	if (left > 0) throw new Error(`${left} resources did not arrive`);
	const { up, down } = network.path;
	return [up.offeredPackets + down.offeredPackets, kernel.dispatched, endMs];
}

/** A round of pages; packets and events of all, and the sums of the two loads' times in ms. */
function loadPages(loss: number): readonly number[] {
	const sums = [0, 0, 0, 0];
	for (let seed = 1; seed <= PAGES; seed++) {
		const [packets2, events2, ms2] = load(HTTP2, loss, seed);
		const [packets1, events1, ms1] = load(HTTP1, loss, seed);
		[packets1 + packets2, events1 + events2, ms2, ms1].forEach((value, at) => {
			sums[at] = (sums[at] ?? 0) + value;
		});
	}
	return sums;
}

function measure(name: string, loss: number): void {
	loadPages(loss);
	const rounds = Array.from({ length: ROUNDS }, () => timedRound(() => loadPages(loss)));
	const [packets = 0, events = 0, ms2 = 0, ms1 = 0] = (rounds[0]?.checksums ?? []).map((sum) => sum / PAGES);
	const rates = rounds.map(({ seconds }) => PAGES / seconds).sort((a, b) => b - a);
	const best = rates[0] ?? 0;
	const [bestText, medianText] = [best, rates[ROUNDS >> 1] ?? 0].map((rate) => String(Math.round(rate)).padStart(6));

	console.log(`${name}  pages/s: best${bestText}  median${medianText}`);
	console.log(`  a page: ${packets.toFixed(0)} packets, ${events.toFixed(0)} events of the kernel`);
	console.log(`  simulated, mean: HTTP/2 ${ms2.toFixed(0)} ms, six connections of HTTP/1.1 ${ms1.toFixed(0)} ms\n`);
	if (best >= LEAST_PAGES_PER_SECOND) return;
	console.error(`fewer than ${LEAST_PAGES_PER_SECOND} pages a second of processor time`);
	process.exitCode = 1;
}

console.log(
	`${RESOURCES} resources over HTTP/2 and over HTTP/1.1, ${ROUNDS} rounds of ${PAGES} pages, processor time\n`,
);
measure("without loss", 0);
measure("1 % loss", 0.01);
