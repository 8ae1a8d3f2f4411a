/** What became of a call (grpc/doc/statuscodes.md). */
export const GRPC_CODES = {
	ok: 0,
	canceled: 1,
	unknown: 2,
	"invalid-argument": 3,
	"deadline-exceeded": 4,
	"not-found": 5,
	"already-exists": 6,
	"permission-denied": 7,
	"resource-exhausted": 8,
	"failed-precondition": 9,
	aborted: 10,
	"out-of-range": 11,
	unimplemented: 12,
	internal: 13,
	unavailable: 14,
	"data-loss": 15,
	unauthenticated: 16,
} as const;

export type GrpcCode = keyof typeof GRPC_CODES;

/** What a call has come to, as its server says. */
export interface GrpcStatus {
	readonly code: GrpcCode;
	readonly message?: string | undefined;
}

/** What a server means that answers a route with a status of HTTP (google/rpc/code.proto gives each code its status). */
const MEANT: Readonly<Record<number, GrpcCode>> = {
	400: "invalid-argument",
	401: "unauthenticated",
	403: "permission-denied",
	404: "not-found",
	408: "deadline-exceeded",
	409: "aborted",
	412: "failed-precondition",
	416: "out-of-range",
	429: "resource-exhausted",
	499: "canceled",
	500: "internal",
	501: "unimplemented",
	502: "unavailable",
	503: "unavailable",
	504: "deadline-exceeded",
};

/** The code of an answer that a scenario gives by its status of HTTP. */
export function codeOfReply(status: number): GrpcCode {
	return status < 400 ? "ok" : (MEANT[status] ?? "unknown");
}

/** What a client makes of an answer without any `grpc-status`, such as a proxy's (grpc/doc/http-grpc-status-mapping.md). */
const READ: Readonly<Record<number, GrpcCode>> = {
	400: "internal",
	401: "unauthenticated",
	403: "permission-denied",
	404: "unimplemented",
	429: "unavailable",
	502: "unavailable",
	503: "unavailable",
	504: "unavailable",
};

export function codeOfHttpStatus(status: number): GrpcCode {
	return READ[status] ?? "unknown";
}

export function codeOfNumber(number: number): GrpcCode {
	const found = Object.entries(GRPC_CODES).find(([, each]) => each === number);
	return found === undefined ? "unknown" : (found[0] as GrpcCode);
}
