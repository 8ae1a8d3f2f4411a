import { randomBytes } from "node:crypto";
import type { X509Certificate } from "@peculiar/x509";
import type { Bytes } from "@roundtrip/model";
import { type Authority, createAuthority } from "./authority.ts";
import type { Identity } from "./identity.ts";
import { authorityExtension, type Keys, namesExtension, newKeys, privateKeyPem, type Signer, sign } from "./signing.ts";

const TICKET_KEY_BYTES = 48;
/** Of a leaf of ours without anything in it to make it larger. Below twice that, no intermediate has room beside it. */
const LEAF_BYTES: Bytes = 450;

/**
 * Makes a chain of certificates for a node, ECDSA with P-256: a leaf, and an intermediate where there is room for it.
 * Other names in the leaf bring the chain to its size; below about 400 bytes none can be.
 *
 * @param authority who vouches for it; one of its own without it
 * @param hosts names and addresses that the node answers to beside its own
 */
export async function createIdentity(
	node: string,
	chainBytes: Bytes,
	authority?: Authority,
	hosts: readonly string[] = [],
): Promise<Identity> {
	const root = authority ?? (await createAuthority());
	const keys = await newKeys();
	const between: X509Certificate[] = [];
	let by = root.signer;
	if (chainBytes >= 2 * LEAF_BYTES) {
		by = { name: "CN=Roundtrip intermediate", keys: await newKeys() };
		between.push(await sign({ ...by, by: root.signer, extensions: [authorityExtension()] }));
	}
	const betweenBytes = bytesOf(between);
	const leaf = await leafOf([node, ...hosts], keys, by, chainBytes - betweenBytes);
	return {
		key: await privateKeyPem(keys),
		chain: [leaf, ...between].map((each) => each.toString("pem")).join("\n"),
		chainBytes: bytesOf([leaf, ...between]),
		authority: root.certificate,
		ticketKeys: randomBytes(TICKET_KEY_BYTES),
	};
}

/** A leaf that is as large as is wanted, to a few bytes, unless it is larger without anything. */
async function leafOf(names: readonly string[], keys: Keys, by: Signer, wantedBytes: Bytes): Promise<X509Certificate> {
	const make = (others: readonly string[]): Promise<X509Certificate> =>
		sign({ name: `CN=${names[0]}`, keys, by, extensions: [namesExtension([...names, ...others])] });
	const bare = await make([]);
	const missing = wantedBytes - bytesOf([bare]);
	return missing <= 0 ? bare : make(namesOfBytes(missing));
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

function bytesOf(certificates: readonly X509Certificate[]): Bytes {
	return certificates.reduce((sum, each) => sum + each.rawData.byteLength, 0);
}
