import type { LinkName, LinkSpec, Nanoseconds, Scenario } from "@roundtrip/model";
import type { MessageFlight } from "../flight.ts";
import type { RoundTrip } from "../round-trips/round-trip.ts";

/**
 * What a saving is measured by. `until-settled`: from the first begin until the last exchange is settled, for a run
 * that is one page: all of its traffic begins at one moment, or each exchange after the one before. `mean-latency`:
 * where exchanges go on to begin, by a rate, spaced or at several moments, and the end of the run says how long the
 * plan was, not how fast the answers came.
 */
export type SavingFigure = "until-settled" | "mean-latency";

/** Round-trips and their time: those on the critical path until settled, or those of an exchange in the mean. */
export interface Spared {
	readonly roundTrips: number;
	readonly timeNs: Nanoseconds;
}

/** One change of one link that would save time, and what it should save by the accounting of the run alone. */
export interface Saving {
	/** `keep-alive`; the same for every link. */
	readonly name: string;
	/** What it does, without a full stop: `connections are kept for the next request`. */
	readonly words: string;
	readonly link: LinkName;
	/** The scenario with the change, to be run with the same seed and faults. */
	readonly scenario: Scenario;
	readonly figure: SavingFigure;
	/** Predicted from the round-trips alone: without what the change does to queues, sending times and losses. */
	readonly expects: Spared;
}

/** What a run spent on one link. */
export interface LinkAccount {
	readonly scenario: Scenario;
	readonly link: LinkName;
	readonly spec: LinkSpec;
	readonly figure: SavingFigure;
	/** Connections that the asking node opens over it at a time. */
	readonly connections: number;
	/** Round-trips that are waited for: those on the critical path, or all of them, see `SavingFigure`. */
	readonly trips: readonly RoundTrip[];
	/** What the calls of these round-trips queued for in the asking node, before they had a connection. */
	readonly queued: readonly RoundTrip[];
	/** When the first answer came back over the link; what begins later could have used its connection. */
	readonly firstAnswerAt: Nanoseconds;
	/** The answer of each call. */
	readonly answers: ReadonlyMap<string, MessageFlight>;
}

/** One kind of change that may save round-trips, or their time. */
export interface SavingKind {
	readonly name: string;
	readonly words: string;
	/** Whether the link lacks it, and may have it. */
	applies(account: LinkAccount): boolean;
	/** The link with the change. */
	changeLink?(spec: LinkSpec): LinkSpec;
	/** The scenario with the change, where it is not one of the link alone. */
	changeScenario?(account: LinkAccount): Scenario;
	/** In all, over the account's round-trips. */
	expects(account: LinkAccount): Spared;
}
