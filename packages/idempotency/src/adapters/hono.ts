import type { Context, Env, Handler } from "hono";
import { routePath } from "hono/route";
import type { HttpAnswer } from "../answer.ts";
import type { Guard } from "../idempotent.ts";
import type { Held } from "../store.ts";

export interface HonoGuardOptions<E extends Env> {
	/** Who asks, as your authentication has found out: an account's number, say. Keys of different callers never meet. */
	caller(context: Context<E>): string;
}

/** A handler of Hono that returns its answer. */
export type HonoHandler<E extends Env, Transaction> = (
	context: Context<E>,
	held: Held<Transaction>,
) => Promise<Response>;

/** Lets each key of a Hono's routes through once: wraps handlers. Put Hono's own limit on contents before it. */
export function honoIdempotency<Transaction, E extends Env = Env>(
	guard: Guard<Transaction>,
	options: HonoGuardOptions<E>,
): (handler: HonoHandler<E, Transaction>) => Handler<E> {
	return (handler) => async (context) => {
		const { req } = context;
		const { pathname, search } = new URL(req.url);
		const isKeyed = guard.policy.methods.includes(req.method);
		const key = req.header(guard.policy.field);
		const keyed = {
			...{ method: req.method, route: routePath(context), target: `${pathname}${search}` },
			caller: options.caller(context),
			// Where the field stands twice its values have been joined with a comma, which is in no key.
			keys: key === undefined ? [] : [key],
			contentType: req.header("content-type") ?? "",
			content: isKeyed ? new Uint8Array(await req.arrayBuffer()) : new Uint8Array(),
		};
		let own: Response | undefined;
		const answer = await guard.handle(keyed, async (held) => {
			own = await handler(context, held);
			return answerOf(own);
		});
		return answer.by === "run" && own !== undefined ? own : responseOf(answer);
	};
}

async function answerOf(response: Response): Promise<HttpAnswer> {
	const cookies = response.headers.getSetCookie().map((value): readonly [string, string] => ["set-cookie", value]);
	const others = [...response.headers].filter(([name]) => name !== "set-cookie");
	const body = new Uint8Array(await response.clone().arrayBuffer());
	return { status: response.status, fields: [...others, ...cookies], body };
}

/** Statuses whose answers have no content (Fetch, null body status). */
const WITHOUT_CONTENT = [101, 204, 205, 304];

function responseOf({ status, fields, body }: HttpAnswer): Response {
	const headers = new Headers();
	for (const [name, value] of fields) headers.append(name, value);
	return new Response(WITHOUT_CONTENT.includes(status) ? null : Buffer.from(body), { status, headers });
}
