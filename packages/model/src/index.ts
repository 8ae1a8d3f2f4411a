export type { AttemptResult, Belief, Outcome } from "./outcome.ts";
export { demandOf, derivedRoutes, KEYS, LOGIN, LOGOUT, RENEWAL } from "./scenario/auth/derived-routes.ts";
export { type ScenarioBuilder, scenario } from "./scenario/builder.ts";
export type { ContentSpec } from "./scenario/content.ts";
export type { Descriptor } from "./scenario/descriptor.ts";
export type { AcknowledgedExpectation } from "./scenario/expectations/acknowledged.ts";
export type { AnswerWithinExpectation } from "./scenario/expectations/answer-within.ts";
export type { AttemptsAtMostExpectation } from "./scenario/expectations/attempts-at-most.ts";
export type { AvailabilityExpectation } from "./scenario/expectations/availability.ts";
export type { ConservedExpectation } from "./scenario/expectations/conserved.ts";
export type { EffectsExpectation } from "./scenario/expectations/effects.ts";
export type { FailedExpectation } from "./scenario/expectations/failed.ts";
export type { MonotonicReadsExpectation } from "./scenario/expectations/monotonic-reads.ts";
export type { OutcomeExpectation } from "./scenario/expectations/outcome.ts";
export type { ReadYourWritesExpectation } from "./scenario/expectations/read-your-writes.ts";
export { type Expectation, expectationKinds } from "./scenario/expectations/registry.ts";
export type { RetriesAtMostExpectation } from "./scenario/expectations/retries-at-most.ts";
export type { RoundTripsAtMostExpectation } from "./scenario/expectations/round-trips-at-most.ts";
export type { CertificateTrouble } from "./scenario/faults/certificate.ts";
export type { CrashFault, CrashPoint, PointedCrash, TimedCrash } from "./scenario/faults/crash.ts";
export type { FailoverFault } from "./scenario/faults/failover.ts";
export type { FlapFault } from "./scenario/faults/flap.ts";
export type { FlushFault } from "./scenario/faults/flush.ts";
export type { LinkWay, PartitionFault } from "./scenario/faults/partition.ts";
export { type Fault, faultKinds } from "./scenario/faults/registry.ts";
export { type LinkFault, strikesLink, struckLink } from "./scenario/faults/struck-link.ts";
export { type MessageFault, strikesMessages, struckMessage } from "./scenario/faults/struck-message.ts";
export type { CutAt } from "./scenario/faults/truncate.ts";
export type { HeaderFields } from "./scenario/header-fields.ts";
export { type JsonSchema, scenarioJsonSchema } from "./scenario/json-schema.ts";
export { METHODS_WITH_KEYS } from "./scenario/keys.ts";
export { LIMITS } from "./scenario/limits.ts";
export { PLAIN_LINK } from "./scenario/link.ts";
export { type LinkName, linkEnds, linkName } from "./scenario/link-name.ts";
export type { Handshake, LinkSpec, Protocol } from "./scenario/link-spec.ts";
export { nearest } from "./scenario/nearest.ts";
export type { Backoff } from "./scenario/nodes/backoff.ts";
export type { BalancerSpec } from "./scenario/nodes/balancer.ts";
export type { CacheSpec } from "./scenario/nodes/cache.ts";
export type { ClientSpec, HedgingSpec, RetrySpec } from "./scenario/nodes/client.ts";
export type { DatabaseSpec } from "./scenario/nodes/database.ts";
export type { IssuesSpec } from "./scenario/nodes/issues.ts";
export { type Proof, type ProvesSpec, proofKinds, proofOf } from "./scenario/nodes/proves.ts";
export { type NodeSpec, nodeKinds, type Role } from "./scenario/nodes/registry.ts";
export type { ServerSpec } from "./scenario/nodes/server.ts";
export type { WebSocketSpec } from "./scenario/nodes/websocket.ts";
export { originOf, routesAt } from "./scenario/origin.ts";
export { GRAPHQL_TRANSPORT, isSocketSubscription } from "./scenario/over-websocket.ts";
export { parseFault, parseScenario } from "./scenario/parse.ts";
export { printFault, printScenario, writtenScenario } from "./scenario/print.ts";
export { type ParseResult, type Problem, printProblem } from "./scenario/problem.ts";
export { redirectChain, sentOnTo } from "./scenario/redirect-chain.ts";
export { isRedirect, keepsContent, requestAfter } from "./scenario/redirects.ts";
export { userOf } from "./scenario/references/proofs.ts";
export { checkReferences } from "./scenario/references.ts";
export {
	type ApiProtocol,
	GRAPHQL_PATH,
	JSON_RPC_PATH,
	type Method,
	type RequestLine,
	type RequestTarget,
	requestParts,
	requestTarget,
	routeOf,
} from "./scenario/request-line.ts";
export { dataAskedWith, dataOfRoute } from "./scenario/route-data.ts";
export { isStream, type RouteShape, shapeOf } from "./scenario/route-shape.ts";
export { SCENARIO_VERSION, type Scenario, scenarioSchema } from "./scenario/scenario.ts";
export { type SettingProblem, type SettingsResult, withSettings } from "./scenario/settings.ts";
export { stepOfPath } from "./scenario/step-of-call.ts";
export type { AskStep } from "./scenario/steps/ask.ts";
export type { DemandStep } from "./scenario/steps/demand.ts";
export type { EachStep, ItemStep } from "./scenario/steps/each.ts";
export { type GuardedSteps, guardedSteps, onceOf } from "./scenario/steps/guarded.ts";
export { withInnerSteps } from "./scenario/steps/inner-steps.ts";
export type { IssueStep } from "./scenario/steps/issue.ts";
export { KEY_POLICIES, type KeyPolicy, type OnceStep } from "./scenario/steps/once.ts";
export type { PublishStep } from "./scenario/steps/publish.ts";
export type { QueryStep } from "./scenario/steps/query.ts";
export { effectsOf } from "./scenario/steps/query-effects.ts";
export { type Step, stepKinds } from "./scenario/steps/registry.ts";
export type { ReplyStep } from "./scenario/steps/reply.ts";
export type { SendStep } from "./scenario/steps/send.ts";
export type { SubscribeStep } from "./scenario/steps/subscribe.ts";
export type { Isolation, TransactionStep } from "./scenario/steps/transaction.ts";
export type { WaitStep } from "./scenario/steps/wait.ts";
export type { WorkStep } from "./scenario/steps/work.ts";
export { stepsAt } from "./scenario/steps-at.ts";
export type { TlsVersion } from "./scenario/tls-field.ts";
export type { TrafficSpec } from "./scenario/traffic.ts";
export { isTransactional, isTransactionOf, transactsWith } from "./scenario/transacting.ts";
export { wholeSelection } from "./scenario/types/check-selection.ts";
export type { DataRef } from "./scenario/types/data-ref.ts";
export { parseSelection, printSelection, type SelectedField, type Selection } from "./scenario/types/selection.ts";
export type { FieldKind, TypeSpec, Types } from "./scenario/types/type-spec.ts";
export { createTrace } from "./trace/columns.ts";
export type * from "./trace/event.ts";
export { createEventList } from "./trace/event-list.ts";
export { type Fidelity, PROGRAM_VERSION, TRACE_VERSION, type TraceHeader, type World } from "./trace/header.ts";
export { EVENT_KINDS } from "./trace/kinds.ts";
export { linesWith } from "./trace/lines.ts";
export {
	asideOf,
	attemptCall,
	type CallId,
	type CallParts,
	callParts,
	copyCall,
	isCopy,
	isHeartbeat,
	isMessageId,
	itemOf,
	keysCall,
	type MessageId,
	originalOf,
	requestOf,
	responseOf,
	type StreamPart,
	signInCall,
	subCall,
} from "./trace/message-id.ts";
export { type ReadTraceResult, readTrace, traceLines } from "./trace/ndjson.ts";
export { plainScenario } from "./trace/schema.ts";
export type { Trace, TraceWriter } from "./trace/trace.ts";
export { type BitsPerSecond, type Bytes, rate, size } from "./units/data.ts";
export { duration, type Nanoseconds, NS_PER_MS, NS_PER_S, NS_PER_US } from "./units/duration.ts";
export { frequency, type PerHour } from "./units/frequency.ts";
export { parseQuantity, printQuantity } from "./units/quantity.ts";
export { type PartsPerMillion, share } from "./units/share.ts";
export { parseSpan, printSpan, type Span } from "./units/span.ts";
