export { base64url, fromBase64url } from "./auth/base64.ts";
export { createCredentialFaults } from "./auth/credential-faults.ts";
export { type AuthCost, type AuthDescriptor, type AuthFacts, USUAL_FACTS } from "./auth/descriptor.ts";
export { type AuthDesk, createAuthDesk } from "./auth/desk.ts";
export type { Verdict } from "./auth/desk-parts.ts";
export type { AuthHands, TokenQuestion } from "./auth/hands.ts";
export { checkToken, type TokenCheck, type TokenDemand, type TokenRefusal } from "./auth/jwt/check.ts";
export type { Claims } from "./auth/jwt/claims.ts";
export type { KeyFetch } from "./auth/jwt/desk.ts";
export { issueToken } from "./auth/jwt/issue.ts";
export { type Jwk, type Jwks, secretKey } from "./auth/jwt/key.ts";
export type { ClientProof } from "./auth/mutual-tls/check.ts";
export { createProver, type Prover, type Shown, type SignIn } from "./auth/prover.ts";
export type { RandomWords } from "./auth/random-words.ts";
export { authDescriptors } from "./auth/registry.ts";
export { rotatedBy } from "./auth/rotations.ts";
export { clockSeconds } from "./auth/seconds.ts";
export { createSecrets, type Secrets, subjectsAt } from "./auth/secrets.ts";
export { keysRequest } from "./auth/sign-in-messages.ts";
export { type Balancing, createBalancing } from "./balancing/balancing.ts";
export { type Asking, askingKey } from "./caching/asking.ts";
export { cacheStatus } from "./caching/cache-status.ts";
export { explainLookup, explainSettled } from "./caching/explain.ts";
export { createFlights, type Flights } from "./caching/flights.ts";
export { createHttpCache, type HttpCache } from "./caching/http-cache.ts";
export { type Lookup, lookUpStored } from "./caching/lookup.ts";
export type { CacheOptions } from "./caching/options.ts";
export { type Change, type Settled, settleAnswer, staleAfterFailure } from "./caching/settle.ts";
export { createShelf } from "./caching/shelf.ts";
export { usableUntilNs } from "./caching/staleness.ts";
export { cacheKey, type StoredReply, storedBytes, type Times } from "./caching/stored-reply.ts";
export { jsonBody, jsonOf } from "./data/json.ts";
export { type OverFetching, overFetching } from "./data/over-fetching.ts";
export { type Data, type DataRecord, type DataValue, dataOf } from "./data/records.ts";
export { select } from "./data/select.ts";
export {
	type CrashAt,
	type CrashAtPoint,
	crashesAtPoints,
	createCrashAt,
	type PlannedCrash,
	plannedCrashes,
	type SuddenDeath,
} from "./faults/crashes.ts";
export { FLIPPED_BIT } from "./faults/damage.ts";
export {
	createExhaustion,
	type Exhaustion,
	plannedExhaustions,
	returnsAtMost,
	suddenDeaths,
} from "./faults/exhaustions.ts";
export { type PlannedFlush, plannedFlushes } from "./faults/flushes.ts";
export {
	createAwakening,
	createFullness,
	createSlowness,
	type Fullness,
	type PlannedHampering,
	plannedHamperings,
	type Slowness,
} from "./faults/hamperings.ts";
export {
	createLinkChanges,
	type LinkChange,
	type LinkChanges,
	type LinkMoment,
	linkMoment,
} from "./faults/link-changes.ts";
export {
	type CopyingFate,
	createMessageFaults,
	cutBytes,
	DELIVER,
	type EndingFate,
	endedAt,
	endsConnection,
	type Fate,
	type HoldingFate,
	LOST_AT,
	type MessageFaults,
	type OwnFate,
} from "./faults/message-faults.ts";
export { canonicalJson } from "./idempotency/canonical-json.ts";
export { type BeginDecision, beginKey, type EndDecision, endKey, prolongKey } from "./idempotency/decide.ts";
export { bytesOf, type FingerprintedRequest, fingerprintOf, keyName } from "./idempotency/fingerprint.ts";
export { type KeyReading, readKey, structuredKey } from "./idempotency/key.ts";
export { createKeyMemory, type KeyMemory } from "./idempotency/key-memory.ts";
export { type KeyedTry, keyFields } from "./idempotency/key-of-client.ts";
export { doOnce, type OnceHands, type OnceRequest } from "./idempotency/once.ts";
export { DRAFT_POLICY, type IdempotencyPolicy, isStored, problemOfPolicy } from "./idempotency/policy.ts";
export { type IdempotencyProfile, idempotencyProfiles } from "./idempotency/profiles.ts";
export type { Answered, Done, InFlight, KeyRecord, KeyScope, Milliseconds } from "./idempotency/record.ts";
export { type RefusalReason, refusalOf, type TextAnswer } from "./idempotency/refusal.ts";
export { type Detail, detailOf, isStruck } from "./links/detail.ts";
export { type Impairments, impairmentsOf, type LinkImpairments } from "./links/impairments.ts";
export { createPipe, createPipes, type Pipe } from "./links/pipe.ts";
export { createThrottledPipe, type Slowdown } from "./links/throttled-pipe.ts";
export { wireBytes } from "./links/wire-bytes.ts";
export {
	BODY_KEPT,
	type Body,
	binaryBody,
	bodyStart,
	bodyText,
	EMPTY_BODY,
	filling,
	textBody,
} from "./messages/body.ts";
export { virtualMs } from "./messages/calendar.ts";
export { type Content, contentSaid, NO_CONTENT } from "./messages/content.ts";
export {
	fieldOf,
	type HeaderField,
	type HttpReply,
	type HttpRequest,
	plainReply,
	plainRequest,
} from "./messages/http-message.ts";
export type { KeyAsked } from "./messages/key-asked.ts";
export type { Operation } from "./messages/operation.ts";
export { decodeUtf8, utf8Octets } from "./messages/utf8.ts";
export { type Admission, type AdmissionPolicy, createAdmission } from "./policies/admission.ts";
export { beliefOf, mayHaveHappened } from "./policies/belief.ts";
export {
	type Breaker,
	type BreakerAnswer,
	type BreakerSpec,
	createBreaker,
	type Leave,
	USUAL_BREAKER,
} from "./policies/breaker.ts";
export { createRetryBudget, type RetryBudget, type RetryBudgetSpec, USUAL_BUDGET } from "./policies/budget.ts";
export { type Channels, createChannels, type PublishedItem } from "./policies/channels.ts";
export { type ClientGuard, createClientGuard } from "./policies/client-guard.ts";
export { createDeadline, type Deadline } from "./policies/deadline.ts";
export type { PolicyDescriptor, PolicyParameter } from "./policies/descriptor.ts";
export {
	DEADLINE_OVER,
	databaseAnswer,
	type GatewayAnswer,
	gatewayAnswer,
	givenUp,
	noConnection,
	QUEUE_FULL,
} from "./policies/gateway.ts";
export { createHedge, type Hedge, type HedgeSpec, USUAL_HEDGE } from "./policies/hedge.ts";
export { createLocks, type Locks } from "./policies/locks.ts";
export { createPool, type Pool } from "./policies/pool.ts";
export { followUp, REDIRECTS_AT_MOST } from "./policies/redirect.ts";
export { clientPolicies } from "./policies/registry.ts";
export {
	type EndedAttempt,
	inFlightNs,
	isRepeatable,
	type NextTry,
	nextTry,
	retryDelay,
	worthAnotherTry,
} from "./policies/retry.ts";
export { retryAfterNs } from "./policies/retry-after.ts";
export { createRound, isHedged, type Round, type RoundEnd, type RoundHands } from "./policies/round.ts";
export { createSerialization, type Serialization } from "./policies/serialization.ts";
export { answerOf, askOf, conversationOf, openingOf, withFields } from "./protocols/ask.ts";
export { type ConnectCodec, connectContentType } from "./protocols/connect/content-type.ts";
export { type ConnectErrorJson, connectErrorJson, statusOfCode } from "./protocols/connect/error.ts";
export { END_OF_STREAM, encodeConnectEnd } from "./protocols/connect/item.ts";
export { connectErrorReply, connectReply, connectStreamReply } from "./protocols/connect/reply.ts";
export { type ConnectWish, connectRequest } from "./protocols/connect/request.ts";
export { allowedNs, leftMs } from "./protocols/deadline.ts";
export { deniedReply } from "./protocols/denied-reply.ts";
export type { ProtocolDescriptor, Shape } from "./protocols/descriptor.ts";
export type { Conversation, Dialect, Ending } from "./protocols/dialect.ts";
export { dialectOf } from "./protocols/dialects.ts";
export { subscribing } from "./protocols/graphql/dialect.ts";
export { type GraphqlOperation, graphqlDocument } from "./protocols/graphql/document.ts";
export { SUBSCRIPTION_END, SUBSCRIPTION_HEARTBEAT, subscriptionItem } from "./protocols/graphql/item.ts";
export {
	type GraphqlAnswer,
	graphqlFailureOf,
	graphqlReply,
	graphqlResult,
	SUBSCRIPTION_REPLY,
} from "./protocols/graphql/reply.ts";
export { graphqlRequest } from "./protocols/graphql/request.ts";
export { type GraphqlKind, type GraphqlRoute, graphqlSchema } from "./protocols/graphql/schema.ts";
export {
	TRANSPORT_ACK,
	TRANSPORT_FAILED,
	type TransportWord,
	transportComplete,
	transportInit,
	transportWord,
} from "./protocols/graphql/transport.ts";
export {
	codeOfHttpStatus,
	codeOfNumber,
	codeOfReply,
	GRPC_CODES,
	type GrpcCode,
	type GrpcStatus,
} from "./protocols/grpc/code.ts";
export { type Envelope, type EnvelopeItem, EnvelopeParser, encodeEnvelope } from "./protocols/grpc/item.ts";
export { grpcReply, grpcTrailers } from "./protocols/grpc/reply.ts";
export { type GrpcWish, grpcRequest } from "./protocols/grpc/request.ts";
export { chunkSize, LAST_CHUNK_BYTES } from "./protocols/http1/chunk.ts";
export type { ConnectionEnding, Http1Message } from "./protocols/http1/message.ts";
export { encodeRequest, requestFields } from "./protocols/http1/request.ts";
export { contentOf, encodeResponse, responseFields } from "./protocols/http1/response.ts";
export { hasNoBody, reasonPhrase } from "./protocols/http1/status.ts";
export { requestSection, responseSection, type Scheme } from "./protocols/http2/fields.ts";
export { FRAME_HEADER_BYTES } from "./protocols/http2/frames.ts";
export { createHpackEncoder, type HpackEncoder } from "./protocols/http2/hpack-encoder.ts";
export type { FramedMessage } from "./protocols/http2/message.ts";
export { encodeHttp2Request } from "./protocols/http2/request.ts";
export { encodeHttp2Response, trailersSize } from "./protocols/http2/response.ts";
export { encodeHttp3Request } from "./protocols/http3/request.ts";
export { encodeHttp3Response } from "./protocols/http3/response.ts";
export { type RpcAnswer, type RpcCall, type RpcError, type RpcId, rpcErrorOf } from "./protocols/json-rpc/message.ts";
export { jsonRpcFailureOf, type ReadCalls, readJsonRpcReply, readJsonRpcRequest } from "./protocols/json-rpc/reader.ts";
export { jsonRpcReply } from "./protocols/json-rpc/reply.ts";
export { jsonRpcRequest } from "./protocols/json-rpc/request.ts";
export { encodeData, encodePayload } from "./protocols/protobuf/encode.ts";
export { payloadJson, protoJsonOf } from "./protocols/protobuf/json.ts";
export { printProtoFile } from "./protocols/protobuf/print.ts";
export { rpcRoutesOf } from "./protocols/protobuf/routes.ts";
export {
	type ProtoField,
	type ProtoFile,
	type ProtoMessage,
	type ProtoMethod,
	type ProtoService,
	protoFiles,
	type RpcRoute,
} from "./protocols/protobuf/schema.ts";
export { protocolDescriptors } from "./protocols/registry.ts";
export { answerTo, refusedBefore, replyOf, sentenceOf, textReply } from "./protocols/reply.ts";
export { type AnswerSetting, answerWith } from "./protocols/rest/answer.ts";
export type { Gzip } from "./protocols/rest/compression.ts";
export { METHOD_TRAITS, type MethodTraits } from "./protocols/rest/method.ts";
export { statusMeaning } from "./protocols/rest/status-meaning.ts";
export { unreadableReply } from "./protocols/rest/unreadable.ts";
export { orderAllows } from "./protocols/sql/order.ts";
export { looksUpRecord, queryTimeNs } from "./protocols/sql/query-time.ts";
export { RECORD_FILLING, recordContent, recordKey } from "./protocols/sql/record.ts";
export {
	ABORTED_STATUS,
	abortedBody,
	abortedStatus,
	amountChanged,
	amountIn,
	controlStatement,
	effectInserted,
	isolationBegun,
	keyIn,
	keyNamed,
	keyStatement,
	resultBody,
	SQL,
	type Statement,
	type StatementResult,
	statementBody,
	statementOf,
	statementWithin,
	type Transaction,
	wantedAlone,
} from "./protocols/sql/statement.ts";
export { encodeHeartbeat, encodeServerEvent, type ServerEvent } from "./protocols/sse/item.ts";
export { type EventStreamItem, EventStreamParser } from "./protocols/sse/parser.ts";
export { EVENT_STREAM_OVER, EVENT_STREAM_REPLY } from "./protocols/sse/reply.ts";
export { type EventStreamWish, eventStreamRequest } from "./protocols/sse/request.ts";
export { CLOSE, closingWith, endSummary } from "./protocols/websocket/close-code.ts";
export type { Deflate, Inflate } from "./protocols/websocket/deflate.ts";
export { deflatedFrame } from "./protocols/websocket/deflated.ts";
export { closeCodeOf, isTooBig } from "./protocols/websocket/frame-look.ts";
export { createPulse, PING, type Pulse, pongOf } from "./protocols/websocket/heartbeat.ts";
export { isSocket } from "./protocols/websocket/is-socket.ts";
export { encodeWebSocketMessage, type WebSocketMessage } from "./protocols/websocket/item.ts";
export { acceptOf, webSocketKey } from "./protocols/websocket/key.ts";
export { type WebSocketItem, WebSocketParser, type WebSocketParserOptions } from "./protocols/websocket/parser.ts";
export { encodeUpgradeReply, upgradeReply } from "./protocols/websocket/reply.ts";
export { encodeUpgradeRequest, type UpgradeWish, upgradeRequest } from "./protocols/websocket/request.ts";
export { sampleSpan } from "./random/span.ts";
export { createStream, type RandomStream } from "./random/stream.ts";
export { beginsAtNs } from "./workloads/comparison/before.ts";
export { DIRECTION } from "./workloads/comparison/direction.ts";
export { comparedWorkloads } from "./workloads/comparison/registry.ts";
export type {
	ComparedLink,
	ComparedVariant,
	ComparedWorkload,
	MissingVariant,
} from "./workloads/comparison/workload.ts";
export { type PlannedExchange, planTraffic, type StreamPlan } from "./workloads/plan.ts";
