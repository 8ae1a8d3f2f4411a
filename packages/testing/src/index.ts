export { freePort } from "./free-port.ts";
export { type PostgresServer, startPostgres } from "./postgres-server.ts";
export { type RedisServer, redisServerPath, startRedisServer } from "./redis-server.ts";
