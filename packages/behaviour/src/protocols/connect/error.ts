import type { GrpcCode, GrpcStatus } from "../grpc/code.ts";

/** The status of HTTP that an answer has whose call failed so (Connect, section Error codes). */
const STATUS: Readonly<Record<GrpcCode, number>> = {
	ok: 200,
	canceled: 499,
	unknown: 500,
	"invalid-argument": 400,
	"deadline-exceeded": 504,
	"not-found": 404,
	"already-exists": 409,
	"permission-denied": 403,
	"resource-exhausted": 429,
	"failed-precondition": 400,
	aborted: 409,
	"out-of-range": 400,
	unimplemented: 501,
	internal: 500,
	unavailable: 503,
	"data-loss": 500,
	unauthenticated: 401,
};

export function statusOfCode(code: GrpcCode): number {
	return STATUS[code];
}

/** A failure as Connect writes it in JSON. */
export interface ConnectErrorJson {
	readonly code: string;
	readonly message?: string;
}

export function connectErrorJson({ code, message = "" }: GrpcStatus): ConnectErrorJson {
	return { code: code.replaceAll("-", "_"), ...(message === "" ? {} : { message }) };
}
