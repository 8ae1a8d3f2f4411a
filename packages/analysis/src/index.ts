export { type Analysis, analyse, summaryOf, verdictsOf } from "./analysis.ts";
export { clientEvents, clientView, type SeenEvent } from "./client-view.ts";
export { compareAnalyses, compareTraces } from "./compare/compare.ts";
export type {
	ComparedNames,
	Comparison,
	ExchangePair,
	FigurePair,
	MessagePair,
	MessageTimes,
} from "./compare/comparison.ts";
export { relativeError } from "./compare/relative-error.ts";
export { type ConversationColumns, conversationColumns } from "./conversation/columns.ts";
export { conversationFiguresOf } from "./conversation/conversation.ts";
export { conversationDifferences } from "./conversation/differences.ts";
export { type ConversationErrors, conversationErrors } from "./conversation/errors.ts";
export { conversationFigureText } from "./conversation/figure-text.ts";
export { CONVERSATION_FIGURES, type ConversationFigure, type ConversationFigures } from "./conversation/figures.ts";
export { criticalPathOf } from "./critical-path/critical-path.ts";
export type { CriticalPath, CriticalStep, CriticalWhat } from "./critical-path/step.ts";
export type { Distribution } from "./distribution.ts";
export type { EffectCount } from "./effects.ts";
export type { AttemptReport, ExchangeReport } from "./exchange-report.ts";
export { exchangeAt, exchangesOf } from "./exchanges.ts";
export { explain } from "./explain.ts";
export { type MermaidOptions, toMermaid } from "./exports/mermaid.ts";
export { type ExportKind, exportKinds } from "./exports/registry.ts";
export { type SequenceTextOptions, toSequenceText } from "./exports/sequence/text.ts";
export type { MessageFlight, MessageLoss } from "./flight.ts";
export { countOf, type Digits, formatCount, formatDuration, formatPercent, formatSize } from "./format.ts";
export { latenciesOf } from "./latency.ts";
export {
	type CallLatency,
	type ExchangeLatency,
	LATENCY_PART_NAMES,
	LATENCY_PARTS,
	type LatencyPart,
	type LatencyParts,
	type LatencySegment,
} from "./latency-split.ts";
export { messagesOf } from "./messages.ts";
export { deathInWords, HAMPERINGS_IN_WORDS } from "./node-words.ts";
export { nodeDistances, nodeOrder } from "./order.ts";
export {
	BELIEFS,
	type Judgement,
	type OutcomeCell,
	type OutcomeTable,
	outcomeSentence,
	outcomesOf,
	type TimesApplied,
} from "./outcomes.ts";
export {
	type FlowControlWindow,
	ROUND_TRIP_REASON_NAMES,
	ROUND_TRIP_REASONS,
	type RoundTripReason,
} from "./round-trips/reason.ts";
export type { RoundTrip, RoundTripEnd } from "./round-trips/round-trip.ts";
export { roundTripsOf } from "./round-trips/round-trips.ts";
export type { Saving, SavingFigure, Spared } from "./savings/saving.ts";
export { type ConfirmedSaving, confirmSaving, type MeasuredRun, savingsOf, worthwhile } from "./savings/savings.ts";
export type { ConnectionState, ImpairedLink, LabState, NodeState } from "./state/lab-state.ts";
export { createStateReader, type StateReader } from "./state/reader.ts";
export type { MessageCounts, RoundTripCounts, Summary } from "./summary.ts";
export { expectationText } from "./verdicts/registry.ts";
export type { Verdict } from "./verdicts/verdict.ts";
