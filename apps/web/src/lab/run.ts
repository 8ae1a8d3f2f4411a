import type { ExchangeReport, MessageFlight, StateReader, Summary, VerdictReport } from "@roundtrip/analysis";
import type { Nanoseconds, Trace, World } from "@roundtrip/model";

/** One run with everything that the views draw; made once a trace. */
export interface Run {
	readonly trace: Trace;
	readonly world: World;
	/** In the order of sending. */
	readonly messages: readonly MessageFlight[];
	/** In the order of their numbers. */
	readonly exchanges: readonly ExchangeReport[];
	readonly verdicts: readonly VerdictReport[];
	readonly summary: Summary;
	/** From the client to what it depends on. */
	readonly nodes: readonly string[];
	/** When its last event happens. */
	readonly durationNs: Nanoseconds;
	readonly states: StateReader;
}
