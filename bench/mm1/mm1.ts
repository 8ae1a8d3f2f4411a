import { createStream } from "@roundtrip/behaviour";
import { createKernel } from "@roundtrip/kernel";
import { compare, peerRound, timedRound } from "../comparison.ts";
import { compilePeer } from "../peer.ts";

const CUSTOMERS = 1_000_000;
const MEAN_GAP_NS = 1_000_000;
const MEAN_SERVICE_NS = 800_000;
const WAITING_ROOM = 1 << 16;

/** One server, one queue, 80 % load. Answers events, customers served, their wait and service in ns, the end in ns. */
function simulate(): readonly number[] {
	const kernel = createKernel();
	const gaps = createStream(1, "arrivals");
	const services = createStream(1, "services");
	const arrivedNs = new Float64Array(WAITING_ROOM);
	const waitNs = new Float64Array(1);
	let arrived = 0;
	let served = 0;
	let first = 0;
	let length = 0;

	const arrival = kernel.register(() => {
		arrived += 1;
		if (arrived < CUSTOMERS) kernel.after(Math.floor(gaps.exponential() * MEAN_GAP_NS), arrival, 0, 0);
		arrivedNs[(first + length) & (WAITING_ROOM - 1)] = kernel.now;
		length += 1;
		if (length === 1) kernel.after(Math.floor(services.exponential() * MEAN_SERVICE_NS), departure, 0, 0);
	});
	const departure = kernel.register(() => {
		waitNs[0] = (waitNs[0] ?? 0) + kernel.now - (arrivedNs[first] ?? 0);
		served += 1;
		first = (first + 1) & (WAITING_ROOM - 1);
		length -= 1;
		if (length > 0) kernel.after(Math.floor(services.exponential() * MEAN_SERVICE_NS), departure, 0, 0);
	});

	kernel.after(Math.floor(gaps.exponential() * MEAN_GAP_NS), arrival, 0, 0);
	kernel.run();
	return [kernel.dispatched, served, waitNs[0] ?? 0, kernel.now];
}

/** The bounds, with what each peer says about the kernel. */
const PEERS = [
	{
		// What one would write: its own generator and distribution, so only the number of events can be the same.
		name: "C++, standard library only",
		source: new URL("./plain.cpp", import.meta.url),
		leastRatio: 0.7,
		equalChecksums: 2,
	},
	{
		// The same samples by the same ziggurat, compiled: every figure must be equal.
		name: "C++, our samples",
		source: new URL("./mm1.cpp", import.meta.url),
		leastRatio: 0.4,
		equalChecksums: 4,
	},
];

for (const { name, source, ...bounds } of PEERS) {
	const peer = compilePeer(source);
	if (peer === undefined) {
		console.log("M/M/1 queue: skipped, there is no g++ to compile the peer with");
		break;
	}
	compare({
		title: `M/M/1 queue of ${CUSTOMERS.toLocaleString("en")} customers`,
		unit: "million events/s",
		ours: { name: "kernel", round: () => timedRound(simulate) },
		peer: { name, round: () => peerRound(peer, CUSTOMERS) },
		amount: (2 * CUSTOMERS) / 1e6,
		rounds: 15,
		...bounds,
	});
}
