import type { Server } from "node:http";
import { fastify } from "fastify";
import { fastifyIdempotency } from "../../adapters/fastify.ts";
import { callerOf } from "../caller.ts";
import { type Transfer, wishOf } from "../control.ts";
import type { AnyTransfers } from "../guarded.ts";
import type { Stage } from "../stage.ts";

export async function fastifyApp({ guards, insert }: AnyTransfers, stage: Stage): Promise<Server> {
	const app = fastify();
	for (const [path, guard] of Object.entries(guards)) {
		await app.register(async (scope) => {
			const once = fastifyIdempotency(guard, { caller: ({ headers }) => callerOf(headers) });
			await scope.register(once.plugin);
			scope.post(
				path,
				once.route(async (request, reply, { transaction }) => {
					const wish = wishOf(request.headers);
					const made = await stage.perform(wish, () => insert(transaction, request.body as Transfer));
					reply.code(wish.status).header("location", `/transfers/${made.id}`);
					return made;
				}),
			);
		});
	}
	await app.ready();
	return app.server;
}
