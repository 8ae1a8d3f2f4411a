import type { FastifyReply } from "fastify";

/** An error for people and programs alike (RFC 9457). */
export function sendProblem(reply: FastifyReply, status: number, title: string, detail: string): FastifyReply {
	return reply.code(status).type("application/problem+json").send({ type: "about:blank", title, status, detail });
}
