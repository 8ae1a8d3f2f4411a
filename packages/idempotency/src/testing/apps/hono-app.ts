import { createServer, type Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { honoIdempotency } from "../../adapters/hono.ts";
import { callerOf } from "../caller.ts";
import { type Transfer, wishOf } from "../control.ts";
import type { AnyTransfers } from "../guarded.ts";
import type { Stage } from "../stage.ts";

export async function honoApp({ guards, insert }: AnyTransfers, stage: Stage): Promise<Server> {
	const app = new Hono();
	// By itself Hono prints what it can't answer, such as a request that was cut.
	app.onError((_error, context) => context.body(null, 500));
	for (const [path, guard] of Object.entries(guards)) {
		const once = honoIdempotency(guard, { caller: (context) => callerOf(context.req.header()) });
		app.post(
			path,
			once(async (context, { transaction }) => {
				const wish = wishOf(context.req.header());
				const transfer = await context.req.json<Transfer>();
				const made = await stage.perform(wish, () => insert(transaction, transfer));
				return context.json(made, wish.status as 201, { location: `/transfers/${made.id}` });
			}),
		);
	}
	const listen = getRequestListener(app.fetch);
	return createServer((request, response) => void listen(request, response));
}
