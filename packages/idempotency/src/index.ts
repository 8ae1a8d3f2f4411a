export {
	DRAFT_POLICY,
	type IdempotencyPolicy,
	type IdempotencyProfile,
	idempotencyProfiles,
	type RefusalReason,
} from "@roundtrip/behaviour";
export type { HttpAnswer } from "./answer.ts";
export {
	type Guard,
	type GuardEvent,
	type GuardedAnswer,
	type GuardOptions,
	idempotent,
	type KeyedRequest,
} from "./idempotent.ts";
export {
	type Asked,
	type Held,
	type IdempotencyStore,
	NothingHappened,
	type Step,
	StoreError,
	type StoreResult,
	type Work,
} from "./store.ts";
export {
	type PostgresClient,
	type PostgresPool,
	type PostgresStoreOptions,
	postgresStore,
	postgresTable,
} from "./stores/postgres-store.ts";
export { type RedisClient, type RedisStoreOptions, redisStore } from "./stores/redis-store.ts";
export {
	type SqliteDatabase,
	type SqliteStatement,
	type SqliteStoreOptions,
	type SqliteValue,
	sqliteStore,
	sqliteTable,
} from "./stores/sqlite-store.ts";
