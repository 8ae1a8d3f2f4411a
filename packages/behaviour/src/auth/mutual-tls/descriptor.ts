import type { Bytes } from "@roundtrip/model";
import type { AuthCost, AuthDescriptor, AuthFacts } from "../descriptor.ts";

/** The server's request for a certificate (RFC 8446, section 4.3.2), with the signatures that OpenSSL offers. */
const REQUEST_BYTES: Bytes = 97;
/** The client's proof that it has the key (section 4.4.3), and what is around its chain and each certificate (4.4.2). */
const PROOF_BYTES: Bytes = 101;
const AROUND_CHAIN: Bytes = 30;
const AROUND_CERTIFICATE: Bytes = 5;
/** Two session tickets come after the handshake, each with the client's certificate in it. */
const TICKETS = 2;

/**
 * As OpenSSL does it over TLS 1.3, measured over loopback. An end that knows the other's authority has its certificate at
 * hand, and adds it to its own chain where it fits: in both directions here.
 */
function cost({ certificate, privateKey, authority }: AuthFacts): AuthCost {
	const added = AROUND_CERTIFICATE + authority;
	return {
		requestBytes: 0,
		serverBytes: 0,
		clientBytes: certificate + privateKey,
		handshakeBytes:
			REQUEST_BYTES +
			added +
			AROUND_CHAIN +
			AROUND_CERTIFICATE +
			certificate +
			added +
			PROOF_BYTES +
			TICKETS * certificate,
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
