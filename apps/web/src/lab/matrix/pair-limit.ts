/** Runs with two faults that the lab plays at most: more would keep a reader waiting for long. */
export const MOST_PAIR_RUNS = 5_000;
