import { createHash, timingSafeEqual } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { sendProblem } from "./problem.ts";

const LOOPBACK_NAMES = ["127.0.0.1", "localhost", "[::1]"];

/** Response fields that keep a page in its place: no foreign code, no framing, no token in a referrer. */
const FIELDS = {
	"content-security-policy":
		"default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; worker-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
	"cross-origin-opener-policy": "same-origin",
	"cross-origin-resource-policy": "same-origin",
	"referrer-policy": "no-referrer",
	"x-content-type-options": "nosniff",
};

/**
 * Lets in only what a page from this very address can ask: the Host must be loopback with our port (a foreign name that
 * resolves to loopback is DNS rebinding), and an Origin, where there is one, must be the same.
 */
export function guardAddress(app: FastifyInstance): void {
	app.addHook("onRequest", async (request, reply) => {
		reply.headers(FIELDS);
		const port = request.socket.localPort;
		const hosts = LOOPBACK_NAMES.map((name) => `${name}:${port}`);
		const { host, origin } = request.headers;
		if (host === undefined || !hosts.includes(host)) {
			return sendProblem(reply, 403, "Not this host", `The lab answers only to ${hosts[0]}.`);
		}
		if (origin !== undefined && origin !== `http://${host}`) {
			return sendProblem(reply, 403, "Not this origin", "Only the lab's own page may ask for this.");
		}
		return undefined;
	});
}

/** Whoever starts something must know the token of this start. */
export function checkToken(
	token: string,
): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined> {
	const expected = digest(`Bearer ${token}`);
	return async (request, reply) => {
		if (timingSafeEqual(digest(request.headers.authorization ?? ""), expected)) return undefined;
		const detail = "Open the lab by the address that `roundtrip serve` printed; it holds the token of this start.";
		return sendProblem(reply, 401, "No right to start a run", detail);
	};
}

/** Of equal length for any input, so that the comparison takes the same time. */
function digest(text: string): Buffer {
	return createHash("sha256").update(text).digest();
}
