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

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const DAY_MS = 86_400_000;

/** The library speaks of the browser's, which is the same. */
type CryptoOfLibrary = Exclude<Parameters<typeof cryptoProvider.set>[0], string>;
export type Keys = webcrypto.CryptoKeyPair;

/** Whoever signs certificates: under which name, and with which keys. */
export interface Signer {
	readonly name: string;
	readonly keys: Keys;
}

/** From when to when a certificate is good, counted from now. */
export interface Validity {
	readonly fromMs: number;
	readonly untilMs: number;
}

/** Longer than any run, to both sides, and than a scenario can be kept. */
const GOOD_NOW: Validity = { fromMs: -DAY_MS, untilMs: 30 * DAY_MS };

interface Signing extends Signer {
	readonly by: Signer;
	readonly extensions: readonly Extension[];
	readonly validity?: Validity;
}

/** A pair of keys, ECDSA with P-256. */
export function newKeys(): Promise<Keys> {
	cryptoProvider.set(webcrypto as unknown as CryptoOfLibrary);
	return webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
}

/** The private one of a pair, PEM. */
export async function privateKeyPem({ privateKey }: Keys): Promise<string> {
	return PemConverter.encode(await webcrypto.subtle.exportKey("pkcs8", privateKey), "PRIVATE KEY");
}

/** What makes a certificate one of an authority. */
export function authorityExtension(): Extension {
	return new BasicConstraintsExtension(true, undefined, true);
}

/** The names and addresses of hosts that a certificate is for. */
export function namesExtension(names: readonly string[]): Extension {
	return new SubjectAlternativeNameExtension(
		names.map((value) => ({ type: isIP(value) === 0 ? ("dns" as const) : ("ip" as const), value })),
	);
}

/** A certificate for a name and its keys; `by` its own name and keys where it signs itself. */
export function sign({ name, keys, by, extensions, validity = GOOD_NOW }: Signing): Promise<X509Certificate> {
	const now = Date.now();
	return X509CertificateGenerator.create({
		...{ serialNumber: randomBytes(8).toString("hex"), subject: name, issuer: by.name },
		...{ notBefore: new Date(now + validity.fromMs), notAfter: new Date(now + validity.untilMs) },
		...{ publicKey: keys.publicKey, signingKey: by.keys.privateKey, signingAlgorithm: ALGORITHM },
		extensions: [...extensions],
	});
}
