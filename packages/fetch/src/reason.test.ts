import { describe, expect, it } from "vitest";
import { readError } from "./reason.ts";

const failed = (cause: object): Error => new TypeError("fetch failed", { cause });
const system = (code: string, syscall?: string): Error => Object.assign(new Error(code), { code, syscall });

describe("what an error of fetch says about the moment", () => {
	it.each<[string, Error, string, boolean]>([
		["nobody listens", failed(system("ECONNREFUSED", "connect")), "refused", true],
		["no way", failed(system("ENETUNREACH", "connect")), "unreachable", true],
		["no address", failed(system("ENOTFOUND", "getaddrinfo")), "no-address", true],
		["an address later", failed(system("EAI_AGAIN", "getaddrinfo")), "no-address", true],
		["a foreign certificate", failed(system("DEPTH_ZERO_SELF_SIGNED_CERT")), "certificate", true],
		["a certificate of another name", failed(system("ERR_TLS_CERT_ALTNAME_INVALID")), "certificate", true],
		["no connection in time", failed(system("UND_ERR_CONNECT_TIMEOUT")), "connect-timeout", true],
		["a reset while connecting", failed(system("ECONNRESET", "connect")), "unreachable", true],
		["a reset while reading", failed(system("ECONNRESET", "read")), "connection-lost", false],
		["a pipe that broke", failed(system("EPIPE", "write")), "connection-lost", false],
		["the other side's end", failed(system("UND_ERR_SOCKET")), "connection-lost", false],
		["no head in time", failed(system("UND_ERR_HEADERS_TIMEOUT")), "timed-out", false],
		[
			"an alert of TLS, at any moment",
			failed(system("ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED")),
			"connection-lost",
			false,
		],
		["an error without a reason", new TypeError("Failed to fetch"), "connection-lost", false],
	])("%s", (_, error, reason, isUnsent) => {
		expect(readError(error)).toEqual({ reason, isUnsent });
	});

	it("is unsent over several addresses only where all of them failed before sending", () => {
		const refused = [system("ECONNREFUSED", "connect"), system("ECONNREFUSED", "connect")];
		expect(readError(failed(new AggregateError(refused)))).toEqual({ reason: "refused", isUnsent: true });
		const mixed = [system("ECONNREFUSED", "connect"), system("ECONNRESET", "read")];
		expect(readError(failed(new AggregateError(mixed)))).toEqual({ reason: "connection-lost", isUnsent: false });
	});

	it("is never more than nothing for what is no error", () => {
		for (const thrown of [undefined, null, "refused", 5, {}])
			expect(readError(thrown)).toEqual({ reason: "connection-lost", isUnsent: false });
	});
});
