export { type AnswerHistory, createFetch, historyOf, type RequestOptions, type RetryingFetch } from "./client.ts";
export { type AttemptReport, type FailureReason, RequestFailure, type StopReason } from "./failure.ts";
export type { BreakerOptions, FetchOptions, HedgeOptions, RetryOptions } from "./options.ts";
