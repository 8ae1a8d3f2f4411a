import type { Bytes } from "@roundtrip/model";
import type { AuthCost, AuthDescriptor, AuthFacts } from "../descriptor.ts";

/** The server's request for a certificate, and the client's proof that it has the key (RFC 8446, section 4.3.2, 4.4.3). */
const REQUEST_BYTES: Bytes = 42;
const PROOF_BYTES: Bytes = 79;
/** Around a chain of one certificate in its message. */
const AROUND_CHAIN: Bytes = 13;

function cost({ chain, privateKey }: AuthFacts): AuthCost {
	return {
		requestBytes: 0,
		serverBytes: 0,
		clientBytes: chain + privateKey,
		handshakeBytes: REQUEST_BYTES + AROUND_CHAIN + chain + PROOF_BYTES,
	};
}

export const mutualTls: AuthDescriptor = {
	scheme: "mutual-tls",
	sentence: "The client has a certificate of its own, and proves in the handshake that it has its private key.",
	roundTrips: { login: 0, renewal: 0, keys: 0 },
	cost,
	work: "Nothing: a connection belongs to its client. At each handshake a chain and a signature are checked.",
	stolen:
		"Nothing from the wire: no secret ever travels. A stolen private key is its client, until the certificate ends.",
	expiry:
		"The next handshake fails; connections that are open live on. With TLS 1.3 the client believes that the handshake is over before the server refuses it.",
	revocation:
		"Through lists or services that every server must ask; most rely on certificates that are good for hours.",
};
