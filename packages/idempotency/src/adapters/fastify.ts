import { Transform } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { HttpAnswer } from "../answer.ts";
import type { Guard, GuardedAnswer } from "../idempotent.ts";
import type { Held } from "../store.ts";
import { fieldsAdded, rawValues, setFields } from "./fields.ts";

export interface FastifyGuardOptions {
	/** Who asks, as your authentication has found out: an account's number, say. Keys of different callers never meet. */
	caller(request: FastifyRequest): string;
}

/** A handler of Fastify that returns what it answers. */
export type FastifyHandler<Transaction> = (
	request: FastifyRequest,
	reply: FastifyReply,
	held: Held<Transaction>,
) => Promise<unknown>;

export interface FastifyIdempotency<Transaction> {
	/** Register it before the routes: it keeps the octets of contents, which keys are compared by. */
	readonly plugin: (app: FastifyInstance) => Promise<void>;
	/** Wraps the handler of a route. */
	route(handler: FastifyHandler<Transaction>): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;
}

/** Lets each key of a Fastify's routes through once. */
export function fastifyIdempotency<Transaction>(
	guard: Guard<Transaction>,
	options: FastifyGuardOptions,
): FastifyIdempotency<Transaction> {
	const contents = new WeakMap<FastifyRequest, Uint8Array[]>();
	const isKeyed = ({ method }: FastifyRequest): boolean => guard.policy.methods.includes(method);
	const plugin = async (app: FastifyInstance): Promise<void> => keepContents(app, contents, isKeyed);
	// It belongs to whoever registers it, not to a world of its own (what fastify-plugin does).
	Object.assign(plugin, { [Symbol.for("skip-override")]: true });
	return {
		plugin,
		route: (handler) => async (request, reply) => {
			const before = { ...reply.getHeaders() };
			const keyed = {
				...{ method: request.method, route: request.routeOptions.url ?? "", target: request.originalUrl },
				caller: options.caller(request),
				keys: rawValues(request.raw.rawHeaders, guard.policy.field),
				contentType: request.headers["content-type"] ?? "",
				content: isKeyed(request) ? contentOf(request, contents) : new Uint8Array(),
			};
			const answer = await guard.handle(keyed, async (held) => {
				const payload = await withoutSending(reply, () => handler(request, reply, held));
				return answerOf(payload, reply, before);
			});
			return send(reply, answer, before);
		},
	};
}

function keepContents(
	app: FastifyInstance,
	contents: WeakMap<FastifyRequest, Uint8Array[]>,
	isKeyed: (request: FastifyRequest) => boolean,
): void {
	app.addHook("preParsing", (request, _reply, payload, done) => {
		if (!isKeyed(request)) return done(null, payload);
		const chunks: Uint8Array[] = [];
		contents.set(request, chunks);
		// The limit on contents is Fastify's own: it counts what comes out here, and ends it.
		const tee = new Transform({
			transform(chunk: Uint8Array, _encoding, next) {
				chunks.push(chunk);
				next(null, chunk);
			},
		});
		payload.once("error", (error: Error) => tee.destroy(error));
		done(null, payload.pipe(tee));
	});
}

function contentOf(request: FastifyRequest, contents: WeakMap<FastifyRequest, Uint8Array[]>): Uint8Array {
	const chunks = contents.get(request);
	if (chunks !== undefined) return Buffer.concat(chunks);
	if (request.body === undefined || request.body === null) return new Uint8Array();
	throw new Error("register the plugin of fastifyIdempotency before the routes that use it");
}

/** What is sent before the transaction has ended would be told to a client before it is true. */
async function withoutSending(reply: FastifyReply, handler: () => Promise<unknown>): Promise<unknown> {
	const refuse = (): never => {
		throw new Error("a handler with an idempotency key returns its answer; it doesn't send it");
	};
	Object.assign(reply, { send: refuse, hijack: refuse });
	try {
		return await handler();
	} finally {
		// What stands behind them on its prototype is Fastify's own.
		for (const name of ["send", "hijack"]) Reflect.deleteProperty(reply, name);
	}
}

function answerOf(payload: unknown, reply: FastifyReply, before: ReturnType<FastifyReply["getHeaders"]>): HttpAnswer {
	const { body, type } = bodyOf(payload, reply);
	if (type !== undefined && !reply.hasHeader("content-type")) reply.header("content-type", type);
	return { status: reply.statusCode, fields: fieldsAdded(before, reply.getHeaders()), body };
}

function bodyOf(payload: unknown, reply: FastifyReply): { readonly body: Uint8Array; readonly type?: string } {
	if (payload === undefined || payload === null) return { body: new Uint8Array() };
	if (payload instanceof Uint8Array) return { body: payload, type: "application/octet-stream" };
	if (typeof payload === "string") return { body: Buffer.from(payload), type: "text/plain; charset=utf-8" };
	if (typeof payload === "object" && "pipe" in payload)
		throw new TypeError("an answer that is a stream can't be kept with its key: return text, octets, or an object");
	const text: unknown = reply.serialize(payload);
	return { body: Buffer.from(String(text)), type: "application/json; charset=utf-8" };
}

/** What the handler has set stands there still. What was answered before, or is a refusal, has fields of its own. */
function send(
	reply: FastifyReply,
	answer: GuardedAnswer,
	before: ReturnType<FastifyReply["getHeaders"]>,
): FastifyReply {
	reply.code(answer.status);
	if (answer.by !== "run") {
		for (const name of Object.keys(reply.getHeaders())) if (!(name in before)) reply.removeHeader(name);
		setFields(answer.fields, (name, value) => void reply.header(name, value));
	}
	return reply.send(answer.body.length === 0 ? undefined : Buffer.from(answer.body));
}
