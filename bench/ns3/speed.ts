import { compare, type Round, timedRound } from "../comparison.ts";
import type { Peer } from "../peer.ts";
import { playInNs3 } from "./ns3-peer.ts";
import { type Carried, play, type Transfer } from "./transfer.ts";

interface Race {
	readonly title: string;
	readonly transfer: Transfer;
	/** So often in a round. */
	readonly times: number;
	readonly leastRatio: number;
}

const LINUX = { control: "cubic", timestamps: true } as const;

const RACES: readonly Race[] = [
	{
		title: "six connections, 17 answers of 10 kB each, 100 ms, 10 Mbit/s",
		transfer: {
			...LINUX,
			rttNs: 100_000_000,
			upRate: 10_000_000,
			downRate: 10_000_000,
			queuePackets: 0,
			connections: 6,
			exchanges: 17,
			requestBytes: 380,
			answerBytes: 10_170,
		},
		times: 100,
		leastRatio: 6,
	},
	{
		title: "one answer of 20 MB, 20 ms, 100 Mbit/s, a queue of 200 packets",
		transfer: {
			...LINUX,
			rttNs: 20_000_000,
			upRate: 100_000_000,
			downRate: 100_000_000,
			queuePackets: 200,
			connections: 1,
			exchanges: 1,
			requestBytes: 380,
			answerBytes: 20_000_170,
		},
		times: 10,
		leastRatio: 10,
	},
];

const ROUNDS = 9;
const SEGMENT_BYTES = 1_448;
/** The server sends data; next to nothing else. */
const PACKETS_APART = 0.03;

function race(peer: Peer, { title, transfer, times, leastRatio }: Race): void {
	const ours = (): Round =>
		timedRound(() => {
			let carried = play(transfer);
			for (let time = 1; time < times; time++) carried = play(transfer);
			return [carried.upBytes, carried.downBytes];
		});
	const theirs = (): Round => {
		const { seconds, upBytes, downBytes } = playInNs3(peer, transfer, { rounds: times });
		return { seconds, checksums: [upBytes, downBytes] };
	};
	const { connections, exchanges, answerBytes } = transfer;
	const segments = connections * exchanges * Math.ceil(answerBytes / SEGMENT_BYTES);
	compare({
		title,
		unit: "thousand segments of data/s",
		ours: { name: "packages/network", round: ours },
		peer: { name: "ns-3", round: theirs },
		amount: (times * segments) / 1e3,
		rounds: ROUNDS,
		leastRatio,
	});
	comparePackets(play(transfer), playInNs3(peer, transfer));
}

function comparePackets(ours: Carried, theirs: Carried): void {
	const line = (name: string, { upPackets, downPackets, endNs }: Carried): string =>
		`  ${name.padEnd(32)}${String(downPackets).padStart(8)} packets down${String(upPackets).padStart(8)} up` +
		`${(endNs / 1e6).toFixed(1).padStart(10)} ms simulated`;
	console.log(`${line("ns-3", theirs)}\n${line("packages/network", ours)}\n`);
	if (Math.abs(ours.downPackets / theirs.downPackets - 1) <= PACKETS_APART) return;
	console.error(`the packets that carry data differ by more than ${100 * PACKETS_APART} %`);
	process.exitCode = 1;
}

/** The same transfers in both, in processor time. */
export function compareSpeed(peer: Peer): void {
	for (const it of RACES) race(peer, it);
}
