import "reflect-metadata";
import { randomBytes, webcrypto } from "node:crypto";
import { isIP } from "node:net";
import {
	BasicConstraintsExtension,
	cryptoProvider,
	type Extension,
	PemConverter,
	SubjectAlternativeNameExtension,
	type X509Certificate,
	X509CertificateGenerator,
} from "@peculiar/x509";
import type { Bytes } from "@roundtrip/model";
import type { Identity } from "./identity.ts";

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const TICKET_KEY_BYTES = 48;
const DAY_MS = 86_400_000;
/** Of a leaf of ours without anything in it to make it larger. Below twice that, no intermediate has room beside it. */
const LEAF_BYTES: Bytes = 450;

/** The library speaks of the browser's, which is the same. */
type CryptoOfLibrary = Exclude<Parameters<typeof cryptoProvider.set>[0], string>;
type Keys = webcrypto.CryptoKeyPair;

interface Signer {
	readonly name: string;
	readonly keys: Keys;
}

/**
 * Makes an authority and a chain of certificates for a node, ECDSA with P-256: a leaf, and an intermediate where there is
 * room for it. Other names in the leaf bring the chain to its size; below about 400 bytes none can be.
 *
 * @param hosts names and addresses that the node answers to beside its own
 */
export async function createIdentity(
	node: string,
	chainBytes: Bytes,
	hosts: readonly string[] = [],
): Promise<Identity> {
	cryptoProvider.set(webcrypto as unknown as CryptoOfLibrary);
	const root: Signer = { name: "CN=Roundtrip", keys: await newKeys() };
	const authority = await sign({ name: root.name, keys: root.keys, by: root, extensions: [authorityOf()] });
	const keys = await newKeys();
	const between: X509Certificate[] = [];
	let by = root;
	if (chainBytes >= 2 * LEAF_BYTES) {
		by = { name: "CN=Roundtrip intermediate", keys: await newKeys() };
		between.push(await sign({ name: by.name, keys: by.keys, by: root, extensions: [authorityOf()] }));
	}
	const betweenBytes = bytesOf(between);
	const leaf = await leafOf([node, ...hosts], keys, by, chainBytes - betweenBytes);
	const pkcs8 = await webcrypto.subtle.exportKey("pkcs8", keys.privateKey);
	return {
		key: PemConverter.encode(pkcs8, "PRIVATE KEY"),
		chain: [leaf, ...between].map((each) => each.toString("pem")).join("\n"),
		chainBytes: bytesOf([leaf, ...between]),
		authority: authority.toString("pem"),
		ticketKeys: randomBytes(TICKET_KEY_BYTES),
	};
}

function newKeys(): Promise<Keys> {
	return webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
}

function authorityOf(): Extension {
	return new BasicConstraintsExtension(true, undefined, true);
}

/** A leaf that is as large as is wanted, to a few bytes, unless it is larger without anything. */
async function leafOf(names: readonly string[], keys: Keys, by: Signer, wantedBytes: Bytes): Promise<X509Certificate> {
	const make = (others: readonly string[]): Promise<X509Certificate> =>
		sign({ name: `CN=${names[0]}`, keys, by, extensions: [namesOf([...names, ...others])] });
	const bare = await make([]);
	const missing = wantedBytes - bytesOf([bare]);
	return missing <= 0 ? bare : make(namesOfBytes(missing));
}

function namesOf(names: readonly string[]): Extension {
	return new SubjectAlternativeNameExtension(
		names.map((value) => ({ type: isIP(value) === 0 ? ("dns" as const) : ("ip" as const), value })),
	);
}

const LABEL = "a".repeat(60);
/** Type and length before a name. */
const NAME_HEADER = 2;

/** Names that take about so many bytes in a certificate. */
function namesOfBytes(bytes: Bytes): readonly string[] {
	const names: string[] = [];
	for (let left = bytes; left > NAME_HEADER; ) {
		const length = Math.min(LABEL.length, left - NAME_HEADER);
		names.push(LABEL.slice(0, length));
		left -= length + NAME_HEADER;
	}
	return names;
}

interface Signing extends Signer {
	readonly by: Signer;
	readonly extensions: readonly Extension[];
}

function sign({ name, keys, by, extensions }: Signing): Promise<X509Certificate> {
	const now = Date.now();
	return X509CertificateGenerator.create({
		...{ serialNumber: randomBytes(8).toString("hex"), subject: name, issuer: by.name },
		...{ notBefore: new Date(now - DAY_MS), notAfter: new Date(now + DAY_MS) },
		...{ publicKey: keys.publicKey, signingKey: by.keys.privateKey, signingAlgorithm: ALGORITHM },
		extensions: [...extensions],
	});
}

function bytesOf(certificates: readonly X509Certificate[]): Bytes {
	return certificates.reduce((sum, each) => sum + each.rawData.byteLength, 0);
}
