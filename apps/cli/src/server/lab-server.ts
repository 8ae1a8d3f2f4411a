import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import { PROGRAM_VERSION } from "@roundtrip/model";
import { type FastifyInstance, fastify } from "fastify";
import { guardAddress } from "./guard.ts";
import { sendProblem } from "./problem.ts";
import { addRunRoute, type Runner } from "./run-route.ts";

export interface LabServerOptions {
	/** The built web lab. */
	readonly webFolder: string;
	/** Of this start; whoever starts a run must know it. */
	readonly token: string;
	readonly runner: Runner;
}

const BODY_BYTES = 1_048_576;

/** The local lab server: the web lab as static files, and real runs for it. The caller listens, on loopback only. */
export async function createLabServer({ webFolder, token, runner }: LabServerOptions): Promise<FastifyInstance> {
	const app = fastify({
		bodyLimit: BODY_BYTES,
		forceCloseConnections: true,
		// A field that isn't known is an error, and a text is no number.
		ajv: { customOptions: { removeAdditional: false, coerceTypes: false } },
	});
	app.removeContentTypeParser("text/plain");
	guardAddress(app);
	app.get("/api/hello", async () => ({ roundtrip: PROGRAM_VERSION, real: true }));
	addRunRoute(app, token, runner);
	if (existsSync(join(webFolder, "index.html"))) {
		await app.register(fastifyStatic, { root: webFolder, cacheControl: false });
	} else {
		app.get("/", async (_, reply) => sendProblem(reply, 503, "The lab's page is not built", "Run: npm run build"));
	}
	app.setNotFoundHandler((_, reply) =>
		sendProblem(reply, 404, "Nothing here", "The lab is at the address without a path."),
	);
	app.setErrorHandler((error: Error & { statusCode?: number }, _, reply) => {
		const status = error.statusCode ?? 500;
		return sendProblem(
			reply,
			status,
			status < 500 ? "The request is wrong" : "A fault of the lab server",
			error.message,
		);
	});
	return app;
}
