import { createStream } from "@roundtrip/behaviour";
import { createKernel } from "@roundtrip/kernel";
import { compare, peerRound, timedRound } from "../comparison.ts";
import { compilePeer } from "../peer.ts";

const CLIENTS = 10_000;
const REQUESTS = 2_000_000;
const MEAN_REPLY_NS = 200_000_000;
const TIMEOUT_NS = 1_000_000_000;

/** Each client always has one request under way, and 99.3 % of the timeouts are cancelled by the reply. */
function simulate(): readonly number[] {
	const kernel = createKernel();
	const replies = createStream(1, "replies");
	const sentNs = new Float64Array(CLIENTS);
	const replyTimers = new Float64Array(CLIENTS);
	const timeoutTimers = new Float64Array(CLIENTS);
	const waitNs = new Float64Array(1);
	let sent = 0;
	let replied = 0;
	let timedOut = 0;

	const send = (client: number): void => {
		if (sent === REQUESTS) return;
		sent += 1;
		sentNs[client] = kernel.now;
		replyTimers[client] = kernel.after(Math.floor(replies.exponential() * MEAN_REPLY_NS), reply, client, 0);
		timeoutTimers[client] = kernel.after(TIMEOUT_NS, timeout, client, 0);
	};
	const end = (client: number): void => {
		waitNs[0] = (waitNs[0] ?? 0) + kernel.now - (sentNs[client] ?? 0);
		send(client);
	};
	const reply = kernel.register((client) => {
		kernel.cancel(timeoutTimers[client] ?? 0);
		replied += 1;
		end(client);
	});
	const timeout = kernel.register((client) => {
		kernel.cancel(replyTimers[client] ?? 0);
		timedOut += 1;
		end(client);
	});

	for (let client = 0; client < CLIENTS; client++) send(client);
	kernel.run();
	return [replied, timedOut, waitNs[0] ?? 0, kernel.now];
}

/** The bounds, with what each peer says about the kernel. */
const PEERS = [
	{
		// What one would write: a cancelled timer stays in the queue until it is due.
		name: "C++, std::priority_queue",
		source: new URL("./lazy-queue.cpp", import.meta.url),
		leastRatio: 1,
	},
	{
		// What one would write for speed: each timer has a fixed number, and the heap knows where it is.
		name: "C++, indexed 4-ary heap",
		source: new URL("./indexed-heap.cpp", import.meta.url),
		leastRatio: 0.4,
	},
];

for (const { name, source, leastRatio } of PEERS) {
	const peer = compilePeer(source);
	if (peer === undefined) {
		console.log("cancelled timers: skipped, there is no g++ to compile the peer with");
		break;
	}
	compare({
		title: `${REQUESTS.toLocaleString("en")} requests with a timeout, ${CLIENTS.toLocaleString("en")} under way`,
		unit: "million requests/s",
		ours: { name: "kernel", round: () => timedRound(simulate) },
		peer: { name, round: () => peerRound(peer, CLIENTS, REQUESTS) },
		amount: REQUESTS / 1e6,
		rounds: 9,
		leastRatio,
	});
}
