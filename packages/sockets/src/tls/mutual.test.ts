import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, connect as open, type Socket } from "node:net";
import { createServer, type Server, type TLSSocket } from "node:tls";
import { PLAIN_LINK, type TlsVersion } from "@roundtrip/model";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { USUAL_FACTS } from "../../../behaviour/src/auth/descriptor.ts";
import { mutualTls } from "../../../behaviour/src/auth/mutual-tls/descriptor.ts";
import { type Authority, createAuthority } from "./authority.ts";
import { createIdentity } from "./certificates.ts";
import { type ClientIdentity, createClientIdentity } from "./client-identity.ts";
import { type CertificateFault, CLIENT_SAYS, createFaultyIdentity, EXPIRED } from "./faulty-identity.ts";
import type { Identity } from "./identity.ts";
import { secure } from "./secure.ts";
import { serverTlsOptions } from "./server-proof.ts";

let authority: Authority;
let bank: Identity;
let server: Server | undefined;

beforeAll(async () => {
	authority = await createAuthority();
	bank = await createIdentity("bank", 0, authority);
});

afterEach(() => {
	server?.close();
	server = undefined;
});

interface Conversation {
	/** What the client says when its handshake is over: an error's code, or nothing. */
	readonly secured: string | undefined;
	/** What it hears then: what the server answers, an error's code, or that the connection is closed. */
	readonly heard: string;
	/** What the server says of a client that it refuses. */
	readonly refused: string | undefined;
	readonly bytes: number;
}

interface Asking {
	readonly own?: ClientIdentity | undefined;
	readonly asks?: boolean;
	readonly version?: TlsVersion;
}

/** A server that tells its client's name, and one client that listens. */
async function converse(identity: Identity, { own, asks = true, version = "1.3" }: Asking): Promise<Conversation> {
	let refused: string | undefined;
	const proof = { identity, version, ...(asks ? { clients: authority.certificate } : {}) };
	server = createServer(serverTlsOptions(proof), (socket) =>
		socket.end(String(socket.getPeerCertificate().subject?.CN ?? "?")),
	);
	server.on("tlsClientError", (error) => {
		refused = codeOf(error);
	});
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	const below = open({ host: "127.0.0.1", port: (server.address() as AddressInfo).port });
	const spec = { ...PLAIN_LINK, rtt: 0, tls: version } as const;
	const trust = { authority: authority.certificate, session: undefined, ...(own === undefined ? {} : { own }) };
	const [secured, socket] = await new Promise<[string | undefined, TLSSocket]>((resolve) => {
		secure({ spec, to: "bank" }, trust, below, (error, tls) => resolve([error && codeOf(error), tls]));
	});
	const heard = secured ?? (await hear(socket));
	await closed(below);
	return { secured, heard, refused, bytes: below.bytesWritten + below.bytesRead };
}

function codeOf(error: Error): string {
	return "code" in error ? String(error.code) : error.message;
}

function hear(socket: TLSSocket): Promise<string> {
	return new Promise((resolve) => {
		let heard = "";
		socket.on("data", (data: Buffer) => {
			heard += data.toString();
		});
		socket.once("error", (error) => resolve(codeOf(error)));
		socket.once("close", () => resolve(heard === "" ? "closed" : heard));
	});
}

function closed(socket: Socket): Promise<void> {
	return new Promise((resolve) => {
		if (socket.closed) resolve();
		else socket.once("close", () => resolve()).destroy();
	});
}

const derBytes = (pem: string): number => new X509Certificate(pem).raw.length;

describe("a client with a certificate", () => {
	test.each(["1.2", "1.3"] as const)("is known by its name over TLS %s", async (version) => {
		const own = await createClientIdentity("phone", authority);
		expect(await converse(bank, { own, version })).toMatchObject({ secured: undefined, heard: "phone" });
	});

	test("shows none where nobody asks for it", async () => {
		const own = await createClientIdentity("phone", authority);
		expect(await converse(bank, { own, asks: false })).toMatchObject({ secured: undefined, heard: "?" });
	});

	test("can't be a server with it", async () => {
		const thief = { ...bank, ...(await createClientIdentity("bank", authority)) };
		expect(await converse(thief, { asks: false })).toMatchObject({ secured: "INVALID_PURPOSE" });
	});

	test("costs as many bytes as its descriptor says, within 5 %", async () => {
		const own = await createClientIdentity("phone", authority);
		const facts = { certificate: derBytes(own.chain), authority: derBytes(authority.certificate) };
		const { handshakeBytes } = mutualTls.cost({ ...USUAL_FACTS, ...facts });
		const more = (await converse(bank, { own })).bytes - (await converse(bank, { own, asks: false })).bytes;
		expect(Math.abs(more - handshakeBytes) / handshakeBytes).toBeLessThan(0.05);
	});
});

const stranger = async (): Promise<ClientIdentity> => createClientIdentity("phone", await createAuthority("Stranger"));
const expired = (): Promise<ClientIdentity> => createClientIdentity("phone", authority, EXPIRED);

describe("a client that isn't vouched for", () => {
	test("and has no certificate is told so; with TLS 1.3 only after it believed to be connected", async () => {
		const refused = "ERR_SSL_PEER_DID_NOT_RETURN_A_CERTIFICATE";
		const before = "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE";
		expect(await converse(bank, { version: "1.2" })).toMatchObject({ secured: before, refused });
		const after = "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED";
		expect(await converse(bank, { version: "1.3" })).toMatchObject({ secured: undefined, heard: after, refused });
	});

	test.each([
		["another authority's", stranger],
		["an expired", expired],
	])("and has %s certificate is told nothing: Node closes", async (_, identity) => {
		const own = await identity();
		expect(await converse(bank, { own, version: "1.2" })).toMatchObject({
			secured: "ECONNRESET",
			refused: "ECONNRESET",
		});
		const late = await converse(bank, { own, version: "1.3" });
		expect(late).toMatchObject({ secured: undefined, heard: "closed", refused: "ECONNRESET" });
	});
});

describe("a server with a faulty certificate", () => {
	test.each(Object.entries(CLIENT_SAYS) as [CertificateFault, string][])("%s: %s", async (fault, says) => {
		const faulty = await createFaultyIdentity("bank", fault, authority);
		for (const version of ["1.2", "1.3"] as const) {
			expect(await converse(faulty, { asks: false, version })).toMatchObject({ secured: says });
		}
	});
});
