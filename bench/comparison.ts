import type { Peer } from "./peer.ts";

/** One run of either: its processor time, and figures that must be equal between the two. */
export interface Round {
	readonly seconds: number;
	readonly checksums: readonly number[];
}

export interface Comparison {
	readonly title: string;
	/** What a figure counts, for example "million events/s"; larger is better. */
	readonly unit: string;
	readonly ours: { readonly name: string; readonly round: () => Round };
	readonly peer: { readonly name: string; readonly round: () => Round };
	/** How much was done in a round, in the unit times seconds. */
	readonly amount: number;
	readonly rounds: number;
	/** Our best over the peer's best must reach this. */
	readonly leastRatio: number;
	/** So many of the first checksums must be equal; all of them unless told. */
	readonly equalChecksums?: number;
}

/** A round of a peer whose first number is the time in seconds and whose others are checksums. */
export function peerRound(peer: Peer, ...sizes: readonly number[]): Round {
	const [seconds = Number.NaN, ...checksums] = peer.run(...sizes);
	return { seconds, checksums };
}

/** Times a function that answers checksums, in processor time of all threads: garbage collection is in it. */
export function timedRound(work: () => readonly number[]): Round {
	const start = process.cpuUsage();
	const checksums = work();
	const { user, system } = process.cpuUsage(start);
	return { seconds: (user + system) / 1e6, checksums };
}

/**
 * Alternates the two and counts processor time, so that a busy machine distorts less; prints the best and the median of
 * each, and sets the exit code to 1 when the checksums differ or the ratio is too low.
 */
export function compare(comparison: Comparison): void {
	const { title, unit, ours, peer, amount, rounds, leastRatio, equalChecksums } = comparison;
	ours.round();
	ours.round();
	const results: [Round, Round][] = [];
	for (let round = 0; round < rounds; round++) results.push([ours.round(), peer.round()]);

	const [oursRates, peerRates] = [0, 1].map((side) =>
		results.map((pair) => amount / (pair[side]?.seconds ?? Number.NaN)).toSorted((a, b) => b - a),
	);
	const rows = [row(peer.name, peerRates ?? []), row(ours.name, oursRates ?? [])];
	const [peerRow, oursRow] = rows;
	const ratio = (oursRow?.best ?? 0) / (peerRow?.best ?? 0);
	const medianRatio = (oursRow?.median ?? 0) / (peerRow?.median ?? 0);

	console.log(`${title}, ${rounds} rounds of each in turn, ${unit}\n`);
	console.log(line("", "best", "median"));
	for (const { name, best, median } of rows) console.log(line(name, best.toFixed(2), median.toFixed(2)));
	console.log(line("ratio", ratio.toFixed(2), medianRatio.toFixed(2)));

	const [first] = results;
	const checksumsOf = (round: Round | undefined): string => String(round?.checksums.slice(0, equalChecksums));
	const expected = checksumsOf(first?.[1]);
	const areEqual = results.flat().every((round) => checksumsOf(round) === expected);
	console.log(`\nchecksums ${areEqual ? "equal" : "DIFFERENT"}: ${expected}`);
	if (!areEqual || !(ratio >= leastRatio)) {
		console.error(areEqual ? `the ratio is below ${leastRatio}` : "the two did not do the same work");
		process.exitCode = 1;
	}
	console.log();
}

function row(name: string, rates: readonly number[]): { name: string; best: number; median: number } {
	return { name, best: rates[0] ?? Number.NaN, median: rates[Math.floor(rates.length / 2)] ?? Number.NaN };
}

function line(name: string, best: string, median: string): string {
	return `  ${name.padEnd(32)}${best.padStart(8)}${median.padStart(10)}`;
}
