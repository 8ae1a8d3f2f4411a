import { randomBytes } from "node:crypto";
import { type Authority, createAuthority } from "./authority.ts";
import { createIdentity } from "./certificates.ts";
import type { Identity } from "./identity.ts";
import { namesExtension, newKeys, privateKeyPem, type Signer, sign, type Validity } from "./signing.ts";

/** What is wrong with a certificate on purpose. */
export type CertificateFault = "expired" | "not-yet-valid" | "wrong-host" | "self-signed" | "unknown-issuer";

/** What Node's client says of it, as the code of its error. */
export const CLIENT_SAYS: Readonly<Record<CertificateFault, string>> = {
	expired: "CERT_HAS_EXPIRED",
	"not-yet-valid": "CERT_NOT_YET_VALID",
	"wrong-host": "ERR_TLS_CERT_ALTNAME_INVALID",
	"self-signed": "DEPTH_ZERO_SELF_SIGNED_CERT",
	"unknown-issuer": "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
};

const HOUR_MS = 3_600_000;
export const EXPIRED: Validity = { fromMs: -2 * HOUR_MS, untilMs: -HOUR_MS };
const VALIDITY: Readonly<Record<"expired" | "not-yet-valid" | "self-signed", Validity | undefined>> = {
	expired: EXPIRED,
	"not-yet-valid": { fromMs: HOUR_MS, untilMs: 2 * HOUR_MS },
	"self-signed": undefined,
};

/** Makes an identity that no client that trusts the authority should believe. */
export async function createFaultyIdentity(
	node: string,
	fault: CertificateFault,
	authority: Authority,
): Promise<Identity> {
	if (fault === "wrong-host") return createIdentity(`not-${node}`, 0, authority);
	if (fault === "unknown-issuer") return createIdentity(node, 0, await createAuthority("Stranger"));
	return leafAlone(node, authority, VALIDITY[fault]);
}

/** A chain of one certificate; without a time in which it is good it signs itself. */
async function leafAlone(node: string, authority: Authority, validity: Validity | undefined): Promise<Identity> {
	const keys = await newKeys();
	const own: Signer = { name: `CN=${node}`, keys };
	const extensions = [namesExtension([node])];
	const leaf =
		validity === undefined
			? await sign({ ...own, by: own, extensions })
			: await sign({ ...own, by: authority.signer, extensions, validity });
	return {
		...{ key: await privateKeyPem(keys), chain: leaf.toString("pem"), chainBytes: leaf.rawData.byteLength },
		...{ authority: authority.certificate, ticketKeys: randomBytes(48) },
	};
}
