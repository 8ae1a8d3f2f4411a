import type { Bytes } from "@roundtrip/model";

/** A record's header: type, version, length (RFC 8446, 5.1; RFC 5246, 6.2.1). */
const RECORD_HEADER = 5;
/** The most data in a record: 2^14 (RFC 8446, 5.1). */
export const RECORD_DATA: Bytes = 16_384;
/** What AES-GCM adds in TLS 1.3: type of content and tag (RFC 8446, 5.2); in TLS 1.2: explicit nonce and tag (RFC 5288). */
const SEAL_13 = 1 + 16;
const SEAL_12 = 8 + 16;
const CHANGE_CIPHER_SPEC = RECORD_HEADER + 1;
/** A handshake message's header: type and length. */
const MESSAGE_HEADER = 4;

export type TlsVersion = "1.2" | "1.3";

/** What decides how large the handshake's messages are. */
export interface TlsSizes {
	/** The certificates that the server sends, in DER, each with 3 bytes of length. */
	readonly certificateBytes?: Bytes;
	/** The name that is asked for. */
	readonly serverName?: string;
	/** The protocols that the client offers (ALPN); the first is taken. */
	readonly protocols?: readonly string[];
	/** The server asks for a certificate of the client, which has none, or one of so many bytes in DER. */
	readonly client?: ClientSizes;
}

/** What both ends send so that the client can prove who it is. */
export interface ClientSizes {
	/** The client's certificate; 0 where it has none. */
	readonly certificateBytes: Bytes;
	/** That of who vouches for both: an end that has it at hand adds it to its own chain. */
	readonly authorityBytes: Bytes;
}

/** The server's request for a certificate (RFC 8446, 4.3.2), with the signatures that OpenSSL offers. */
const CERTIFICATE_REQUEST: Bytes = 97;
/** What is around a chain (4.4.2) and each certificate in it, and the client's proof that it has the key (4.4.3). */
const AROUND_CHAIN: Bytes = 30;
const AROUND_CERTIFICATE: Bytes = 5;
const CLIENT_PROOF: Bytes = 101;

/** What the server's flight has beside, where it asks for a certificate. */
export function serverAsks({ client }: TlsSizes): Bytes {
	return client === undefined ? 0 : CERTIFICATE_REQUEST + AROUND_CERTIFICATE + client.authorityBytes;
}

/** What the client's last flight has beside. */
export function clientShows({ client }: TlsSizes): Bytes {
	if (client === undefined) return 0;
	const { certificateBytes, authorityBytes } = client;
	if (certificateBytes === 0) return AROUND_CHAIN;
	return AROUND_CHAIN + AROUND_CERTIFICATE + certificateBytes + AROUND_CERTIFICATE + authorityBytes + CLIENT_PROOF;
}

/** A self-signed ECDSA P-256 certificate of the smallest kind. A chain of two with RSA keys takes 2,500 to 4,000 bytes. */
const SMALL_CERTIFICATE_BYTES: Bytes = 388;

/** Bytes that a record adds to its data. */
export function recordOverhead(version: TlsVersion): Bytes {
	return RECORD_HEADER + (version === "1.3" ? SEAL_13 : SEAL_12);
}

function sealed13(bytes: Bytes): Bytes {
	return bytes + RECORD_HEADER + SEAL_13;
}

function plain(bytes: Bytes): Bytes {
	return bytes + RECORD_HEADER;
}

/** The extension that names protocols: type, length, list length, and each name with its length (RFC 7301). */
function protocolsExtension(protocols: readonly string[]): Bytes {
	if (protocols.length === 0) return 0;
	return 6 + protocols.reduce((sum, name) => sum + 1 + name.length, 0);
}

/** The server names the first one alone. */
function selectedProtocol(sizes: TlsSizes): Bytes {
	return protocolsExtension(sizes.protocols?.slice(0, 1) ?? []);
}

/** Type, length, list length, kind of name, length (RFC 6066, 3). */
function serverNameExtension(name: string): Bytes {
	return name === "" ? 0 : 9 + name.length;
}

/**
 * The first message of a client with OpenSSL 3's defaults as Node sets them: session id of 32 bytes, its ciphers, groups
 * and signature algorithms, and one key share of 32 bytes (x25519) where 1.3 is offered.
 */
const CLIENT_HELLO_13: Bytes = 225;
const CLIENT_HELLO_12: Bytes = 244;
/** In TLS 1.2, a session ticket of OpenSSL's size instead of an empty extension, and a session id. */
const TICKET_12: Bytes = 240;
/** PSK identity with its age, binder of 48 bytes (SHA-384), their lengths, and the modes (RFC 8446, 4.2.11). */
const PRE_SHARED_KEY_13: Bytes = 303;

export function clientHello(version: TlsVersion, sizes: TlsSizes, resumed: boolean): Bytes {
	const names = serverNameExtension(sizes.serverName ?? "") + protocolsExtension(sizes.protocols ?? []);
	if (version === "1.3") return CLIENT_HELLO_13 + names + (resumed ? PRE_SHARED_KEY_13 : 0);
	return CLIENT_HELLO_12 + names + (resumed ? TICKET_12 : 0);
}

/** Version, random, session id of 32, cipher, compression, version and key share (RFC 8446, 4.1.3). */
const SERVER_HELLO_13: Bytes = plain(MESSAGE_HEADER + 118);
const SELECTED_KEY_13: Bytes = 6;
/** An ECDSA signature over P-256 in DER, on average, with algorithm and length. */
const SIGNATURE: Bytes = 71 + 4;
/** SHA-384. */
const FINISHED_13: Bytes = sealed13(MESSAGE_HEADER + 48);
const FINISHED_12: Bytes = RECORD_HEADER + SEAL_12 + MESSAGE_HEADER + 12;

/** The server's first flight: hello, then sealed extensions, certificate, its proof, and the end. */
export function serverFlight13(sizes: TlsSizes, resumed: boolean): Bytes {
	const extensions = sealed13(MESSAGE_HEADER + 2 + selectedProtocol(sizes));
	const hello = SERVER_HELLO_13 + (resumed ? SELECTED_KEY_13 : 0) + CHANGE_CIPHER_SPEC + extensions;
	if (resumed) return hello + FINISHED_13;
	// Context, list length, and for each certificate its length and extensions: 3 + 2 bytes.
	const chain = sizes.certificateBytes ?? SMALL_CERTIFICATE_BYTES;
	const certificate = sealed13(MESSAGE_HEADER + 1 + 3 + 3 + chain + 2);
	return hello + certificate + sealed13(MESSAGE_HEADER + SIGNATURE) + FINISHED_13;
}

export const CLIENT_FINISH_13: Bytes = CHANGE_CIPHER_SPEC + FINISHED_13;
/** What ends the early data (RFC 8446, 4.5). */
export const END_OF_EARLY_DATA: Bytes = sealed13(MESSAGE_HEADER);
/** OpenSSL sends two tickets after a full handshake and one after a resumed one, 265 bytes each with ALPN or without. */
export const SESSION_TICKET_13: Bytes = sealed13(265);

/** Hello, certificate, key exchange with a point of P-256 or x25519 and its signature, done: not sealed. */
export function serverFlight12(sizes: TlsSizes): Bytes {
	const hello = plain(MESSAGE_HEADER + 61 + selectedProtocol(sizes));
	const chain = sizes.certificateBytes ?? SMALL_CERTIFICATE_BYTES;
	const certificate = plain(MESSAGE_HEADER + 3 + 3 + chain);
	const keyExchange = plain(MESSAGE_HEADER + 37 + SIGNATURE);
	return hello + certificate + keyExchange + plain(MESSAGE_HEADER);
}

export const CLIENT_FINISH_12: Bytes = plain(MESSAGE_HEADER + 33) + CHANGE_CIPHER_SPEC + FINISHED_12;
/** A ticket, then the change to sealed records and the end. */
export const SERVER_FINISH_12: Bytes = plain(MESSAGE_HEADER + 214) + CHANGE_CIPHER_SPEC + FINISHED_12;

/** The hello echoes the session id, and the end follows at once. */
export function serverResumeFlight12(sizes: TlsSizes): Bytes {
	const hello = plain(MESSAGE_HEADER + 81 + selectedProtocol(sizes));
	return hello + CHANGE_CIPHER_SPEC + FINISHED_12;
}

export const CLIENT_RESUME_FINISH_12: Bytes = CHANGE_CIPHER_SPEC + FINISHED_12;
/** close_notify (RFC 8446, 6.1). */
export function closeNotify(version: TlsVersion): Bytes {
	return 2 + recordOverhead(version);
}

/** QUIC's parameters in either hello (RFC 9001, 8.2), as they mostly are. */
const TRANSPORT_PARAMETERS: Bytes = 60;

/** In QUIC, messages go without records and without the change of cipher (RFC 9001, 4). */
export function clientHelloQuic(sizes: TlsSizes, resumed: boolean): Bytes {
	return clientHello("1.3", sizes, resumed) - RECORD_HEADER + TRANSPORT_PARAMETERS;
}

export function serverFlightQuic(sizes: TlsSizes, resumed: boolean): Bytes {
	const sealedMessages = resumed ? 2 : 4;
	const records = RECORD_HEADER + CHANGE_CIPHER_SPEC + sealedMessages * (RECORD_HEADER + SEAL_13);
	return serverFlight13(sizes, resumed) - records + TRANSPORT_PARAMETERS;
}

export const CLIENT_FINISH_QUIC: Bytes = MESSAGE_HEADER + 48;
/** Two tickets. */
export const SESSION_TICKETS_QUIC: Bytes = 2 * 265;
