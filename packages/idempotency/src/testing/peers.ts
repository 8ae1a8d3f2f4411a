import { createServer, type Server } from "node:http";
import { Idempotency, IdempotencyError, IdempotencyErrorCodes, type IdempotencyParams } from "@node-idempotency/core";
import { RedisStorageAdapter } from "@node-idempotency/storage-adapter-redis";
import express, { type NextFunction, type Request, type Response } from "express";
import { getSharedIdempotencyService, idempotency } from "express-idempotency";
import { type ServerSetup, type Transfer, wishOf } from "./control.ts";
import type { Stage } from "./stage.ts";
import { insertSqlite, openSqlite } from "./transfers.ts";

/**
 * Published middlewares under the same thirteen points, set up as their own pages say. Their effects are in a file, since
 * neither gives the handler a transaction.
 */
export const PEERS: Readonly<Record<string, (setup: ServerSetup, stage: Stage) => Promise<Server>>> = {
	"express-idempotency": expressIdempotencyApp,
	"node-idempotency": nodeIdempotencyApp,
};

/** Paths of ours that test the choices of a policy: a peer has one way for all. */
const PATHS = ["/transfers", "/canonical/transfers", "/undone/transfers", "/again/transfers"];

function effectsOf({ effects }: ServerSetup): ReturnType<typeof openSqlite> {
	if (effects.engine !== "sqlite") throw new Error("the effects of a peer are in a file");
	return openSqlite(effects.path);
}

/** express-idempotency 1.0.6 with the store that it has by itself, in memory. */
async function expressIdempotencyApp(setup: ServerSetup, stage: Stage): Promise<Server> {
	const database = effectsOf(setup);
	const app = express();
	app.use(express.json());
	app.use(idempotency());
	app.post(PATHS, async (request, response) => {
		if (getSharedIdempotencyService().isHit(request)) return;
		const wish = wishOf(request.headers);
		const made = await stage.perform(wish, async () => insertSqlite(database, request.body as Transfer));
		response.status(wish.status).location(`/transfers/${made.id}`).json(made);
		stage.reached("committed");
	});
	return createServer(app);
}

/**
 * @node-idempotency/core 1.0.11 on its adapter for Redis, joined to Express as its interceptor for NestJS is: `onRequest` before
 * the handler, `onResponse` before the answer leaves.
 */
async function nodeIdempotencyApp(setup: ServerSetup, stage: Stage): Promise<Server> {
	const database = effectsOf(setup);
	const storage = new RedisStorageAdapter({ url: setup.redisUrl ?? "" });
	await storage.connect();
	const keys = new Idempotency(storage, { enforceIdempotency: true });
	const app = express();
	app.use(express.json());
	app.post(PATHS, async (request, response) => {
		const asked: IdempotencyParams = {
			...{ headers: { ...request.headers }, path: request.path, method: request.method },
			body: request.body as Record<string, unknown>,
		};
		const found = await keys.onRequest<object, never>(asked);
		if (found !== undefined) {
			response.status(Number(found.additional?.status ?? 200)).json(found.body);
			return;
		}
		const wish = wishOf(request.headers);
		const made = await stage.perform(wish, async () => insertSqlite(database, request.body as Transfer));
		await keys.onResponse(asked, { body: made, additional: { status: wish.status } });
		stage.reached("committed");
		response.status(wish.status).location(`/transfers/${made.id}`).json(made);
	});
	app.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
		if (!(error instanceof IdempotencyError)) return next(error);
		response.status(STATUSES[error.code]).json({ message: error.message });
	});
	return createServer(app);
}

/** As its interceptor answers. */
const STATUSES: Readonly<Record<IdempotencyErrorCodes, number>> = {
	[IdempotencyErrorCodes.IDEMPOTENCY_KEY_MISSING]: 400,
	[IdempotencyErrorCodes.IDEMPOTENCY_KEY_LEN_EXEEDED]: 400,
	[IdempotencyErrorCodes.IDEMPOTENCY_FINGERPRINT_MISSMATCH]: 422,
	[IdempotencyErrorCodes.REQUEST_IN_PROGRESS]: 409,
};
