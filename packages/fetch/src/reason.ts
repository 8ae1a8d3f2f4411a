import type { FailureReason } from "./failure.ts";

/** What an error of fetch tells about the moment at which it failed. */
export interface ErrorReading {
	readonly reason: FailureReason;
	/** Nothing of the request can have left: it failed before there was a connection to send it over. */
	readonly isUnsent: boolean;
}

/** Certificates are checked before anything of a request is sent. */
const CERTIFICATE = /^(CERT_|ERR_TLS_CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(GET|VERIFY)_|HOSTNAME_MISMATCH)/;

const UNREACHABLE = ["EHOSTUNREACH", "ENETUNREACH", "EHOSTDOWN", "ENETDOWN", "EADDRNOTAVAIL"];

/** An error of Node, as far as it is looked at. */
interface SystemError {
	readonly code?: unknown;
	readonly syscall?: unknown;
	readonly errors?: unknown;
	readonly cause?: unknown;
}

/**
 * Reads an error of fetch. Node says in its cause at which call of the system it failed. Browsers say nothing on purpose, so
 * that there every failure may have happened.
 */
export function readError(error: unknown): ErrorReading {
	const failures = causesOf(error);
	const isUnsent = failures.length > 0 && failures.every(isBeforeSending);
	const reason = failures.map(reasonOf).find((each) => each !== undefined) ?? "connection-lost";
	return { reason: isUnsent || !SAYS_UNSENT.includes(reason) ? reason : "connection-lost", isUnsent };
}

/** Reasons that only make sense where nothing was sent. */
const SAYS_UNSENT: readonly FailureReason[] = [
	"refused",
	"unreachable",
	"no-address",
	"certificate",
	"connect-timeout",
];

/** The errors behind an error: several where several addresses were tried. */
function causesOf(error: unknown): readonly SystemError[] {
	if (typeof error !== "object" || error === null) return [];
	const { cause, errors, code } = error as SystemError;
	if (Array.isArray(errors) && errors.length > 0) return errors.flatMap(causesOf);
	if (code === undefined && cause !== undefined) return causesOf(cause);
	return [error];
}

function isBeforeSending({ code, syscall }: SystemError): boolean {
	if (syscall === "connect" || syscall === "getaddrinfo") return true;
	return code === "UND_ERR_CONNECT_TIMEOUT" || CERTIFICATE.test(String(code));
}

function reasonOf({ code, syscall }: SystemError): FailureReason | undefined {
	if (syscall === "getaddrinfo") return "no-address";
	if (code === "ECONNREFUSED") return "refused";
	if (UNREACHABLE.includes(String(code))) return "unreachable";
	if (code === "UND_ERR_CONNECT_TIMEOUT" || (code === "ETIMEDOUT" && syscall === "connect")) return "connect-timeout";
	if (CERTIFICATE.test(String(code))) return "certificate";
	if (code === "UND_ERR_HEADERS_TIMEOUT" || code === "UND_ERR_BODY_TIMEOUT") return "timed-out";
	return syscall === "connect" ? "unreachable" : undefined;
}
