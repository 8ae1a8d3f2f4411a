import { createKernel } from "@roundtrip/kernel";
import { createNetwork, type DirectionSpec, type Network } from "@roundtrip/network";

/** What both simulators play: connections begun at once, each of which asks and is answered several times in turn. */
export interface Transfer {
	readonly rttNs: number;
	/** Bits of whole IP packets per second. */
	readonly upRate: number;
	readonly downRate: number;
	/** Packets in the queue of each direction; 0: without limit. */
	readonly queuePackets: number;
	readonly control: "cubic" | "reno";
	readonly timestamps: boolean;
	readonly connections: number;
	/** Of each connection; 0: it is opened and closed. */
	readonly exchanges: number;
	readonly requestBytes: number;
	readonly answerBytes: number;
}

/** What the two programs take by themselves before a connection, a request and an answer. */
export interface Programs {
	readonly openNs: number;
	readonly requestNs: number;
	readonly answerNs: number;
}

export const NO_PROGRAMS: Programs = { openNs: 0, requestNs: 0, answerNs: 0 };

/** Packets and bytes of one round, from the client (up) and from the server (down). */
export interface Carried {
	readonly upPackets: number;
	readonly downPackets: number;
	readonly upBytes: number;
	readonly downBytes: number;
	readonly endNs: number;
}

/** One round in packages/network. */
export function play(transfer: Transfer): Carried {
	const kernel = createKernel();
	const { rttNs, upRate, downRate, queuePackets, control, timestamps } = transfer;
	const direction = (rate: number): DirectionSpec => ({ rate, ...(queuePackets > 0 ? { queuePackets } : {}) });
	const network = createNetwork(kernel, {
		rttNs,
		up: direction(upRate),
		down: direction(downRate),
		seed: 1,
		tcp: { control, timestamps },
	});
	const received = { upBytes: 0, downBytes: 0, endNs: 0 };
	for (let at = 0; at < transfer.connections; at++) connect(network, transfer, received);
	kernel.run();
	const { up, down } = network.path;
	return { upPackets: up.offeredPackets, downPackets: down.offeredPackets, ...received };
}

function connect(
	network: Network,
	{ exchanges, requestBytes, answerBytes }: Transfer,
	all: { upBytes: number; downBytes: number; endNs: number },
): void {
	let asked = 0;
	let answered = 0;
	const next = (): void => {
		if (asked === exchanges) {
			all.upBytes += server.received;
			all.downBytes += client.received;
			client.destroy();
			return;
		}
		asked += 1;
		client.write(requestBytes);
	};
	const { client, server } = network.connect(
		{
			ready: next,
			received(position) {
				if (position < asked * answerBytes) return;
				all.endNs = network.kernel.now;
				next();
			},
		},
		{
			ready: () => {},
			received(position) {
				if (position < (answered + 1) * requestBytes) return;
				answered += 1;
				server.write(answerBytes);
			},
			ended: () => server.end(),
		},
	);
}
