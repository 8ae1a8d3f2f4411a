import { type IdempotencyStore, idempotent } from "@roundtrip/idempotency";
import { fastifyIdempotency } from "@roundtrip/idempotency/fastify";
import { fastify } from "fastify";
import type { Bank } from "./banks/bank.ts";
import type { Listening, ServerSetup } from "./control.ts";
import type { Transfer } from "./plan.ts";

/** The process of the bank's server, which is there to be killed. What it is made of stands in the variable that it gets. */
const setup = JSON.parse(process.env.ROUNDTRIP_CAMPAIGN ?? "{}") as ServerSetup;
// Whoever started us is gone.
process.on("disconnect", () => process.exit());

const CONTENT = {
	...{ type: "object", required: ["number", "from", "to", "amount"], additionalProperties: false },
	properties: Object.fromEntries(
		["number", "from", "to", "amount"].map((name) => [name, { type: "integer", minimum: 1, maximum: 1_000_000_000 }]),
	),
};
const DECLINED = 402;

async function serve<Transaction>(bank: Bank<Transaction>): Promise<void> {
	const store: IdempotencyStore<Transaction> = bank.store;
	await store.prepare();
	const guard = idempotent(store, setup.isKeyed ? {} : { policy: { methods: [] } });
	const once = fastifyIdempotency(guard, { caller: () => "the campaign" });
	const app = fastify();
	await app.register(once.plugin);
	app.post(
		"/transfers",
		{ schema: { body: CONTENT } },
		once.route(async (request, reply, { transaction }) => {
			const row = await bank.apply(transaction, request.body as Transfer);
			if (row === undefined) {
				reply.code(DECLINED);
				return { declined: "there is too little in the account" };
			}
			reply.code(201).header("location", `/transfers/${row}`);
			return { row };
		}),
	);
	await app.listen({ port: setup.port, host: "127.0.0.1" });
	process.send?.({ listening: setup.port } satisfies Listening);
}

const { place } = setup;
if (place.engine === "embedded") await serve((await import("./banks/embedded.ts")).openEmbedded(place.path));
else await serve((await import("./banks/postgresql.ts")).openPostgresql(place.url));
