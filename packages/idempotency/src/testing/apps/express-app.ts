import { createServer, type Server } from "node:http";
import type express5 from "express";
import { expressIdempotency, keepContent } from "../../adapters/express.ts";
import { callerOf } from "../caller.ts";
import { type Transfer, wishOf } from "../control.ts";
import type { AnyTransfers } from "../guarded.ts";
import type { Stage } from "../stage.ts";

/** For Express 4 and 5. */
export function expressApp(express: typeof express5, { guards, insert }: AnyTransfers, stage: Stage): Server {
	const app = express();
	app.use(express.json({ verify: keepContent }));
	for (const [path, guard] of Object.entries(guards)) {
		const once = expressIdempotency(guard, { caller: ({ headers }) => callerOf(headers) });
		app.post(
			path,
			once(async (request, response, { transaction }) => {
				const wish = wishOf(request.headers);
				const made = await stage.perform(wish, () => insert(transaction, request.body as Transfer));
				response.status(wish.status).location(`/transfers/${made.id}`).json(made);
			}),
		);
	}
	return createServer(app);
}
