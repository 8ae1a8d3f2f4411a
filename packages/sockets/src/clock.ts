/** The one clock of a run: CLOCK_MONOTONIC, which all processes of a machine share. */
export interface RunClock {
	/** Nanoseconds since the run's zero; negative before it. */
	now(): number;
	/** A moment of the run as the machine counts it, in ns. */
	onMachine(timeNs: number): bigint;
	/** Sets the run's zero. Only while nothing waits for a time of the old count. */
	startAt(zero: bigint): void;
}

/** A clock whose zero is now, until it is set. */
export function createClock(): RunClock {
	let zero = process.hrtime.bigint();
	return {
		now: () => Number(process.hrtime.bigint() - zero),
		onMachine: (timeNs) => zero + BigInt(Math.round(timeNs)),
		startAt(moment) {
			zero = moment;
		},
	};
}
