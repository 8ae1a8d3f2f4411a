import { describe, expect, it } from "vitest";
import {
	CLIENT_FINISH_12,
	CLIENT_FINISH_13,
	clientHello,
	closeNotify,
	recordOverhead,
	SERVER_FINISH_12,
	SESSION_TICKET_13,
	serverFlight12,
	serverFlight13,
	serverResumeFlight12,
} from "./sizes.ts";

const HTTP1 = { serverName: "lab.example" };
const TLS_CLIENT = { serverName: "lab.example", protocols: ["http/1.1"] };
const HTTP2 = { serverName: "lab.example", protocols: ["h2"] };

// Read off captures of Node 20 with OpenSSL 3.0 and a self-signed ECDSA certificate of 388 bytes.
describe("sizes on the wire", () => {
	it("of a client's hello", () => {
		expect(clientHello("1.3", HTTP1, false)).toBe(245);
		expect(clientHello("1.3", HTTP2, false)).toBe(254);
		expect(clientHello("1.3", TLS_CLIENT, false)).toBe(260);
		expect(clientHello("1.3", TLS_CLIENT, true)).toBe(563);
		expect(clientHello("1.2", TLS_CLIENT, false)).toBe(279);
		expect(clientHello("1.2", TLS_CLIENT, true)).toBe(519);
	});

	it("of the server's flights, within the byte or two by which signatures differ", () => {
		expect(Math.abs(serverFlight13(HTTP1, false) - 760)).toBeLessThanOrEqual(2);
		expect(Math.abs(serverFlight13(HTTP2, false) - 768)).toBeLessThanOrEqual(2);
		expect(serverFlight13(TLS_CLIENT, true)).toBe(133 + 6 + 43 + 74);
		expect(Math.abs(serverFlight12(TLS_CLIENT) - (85 + 403 + 121 + 9))).toBeLessThanOrEqual(2);
		expect(serverResumeFlight12(TLS_CLIENT)).toBe(105 + 6 + 45);
	});

	it("of what ends the handshake, and of the tickets", () => {
		expect(CLIENT_FINISH_13).toBe(80);
		expect(CLIENT_FINISH_12).toBe(42 + 6 + 45);
		expect(SERVER_FINISH_12).toBe(223 + 6 + 45);
		expect(SESSION_TICKET_13).toBe(287);
	});

	it("of a record beside its data", () => {
		expect(recordOverhead("1.3")).toBe(22);
		expect(recordOverhead("1.2")).toBe(29);
		expect(closeNotify("1.3")).toBe(24);
		expect(closeNotify("1.2")).toBe(31);
	});

	it("grow with the certificate chain", () => {
		const chain = { ...HTTP1, certificateBytes: 388 + 3_000 };
		expect(serverFlight13(chain, false) - serverFlight13(HTTP1, false)).toBe(3_000);
		expect(serverFlight13(chain, true)).toBe(serverFlight13(HTTP1, true));
	});
});
