import { ExtendedKeyUsage, ExtendedKeyUsageExtension } from "@peculiar/x509";
import type { Authority } from "./authority.ts";
import { newKeys, privateKeyPem, sign, type Validity } from "./signing.ts";

/** Who a client proves to be while its connection is secured: its private key and its certificate, PEM. */
export interface ClientIdentity {
	readonly key: string;
	readonly chain: string;
}

/** Makes a certificate for a client, which a server can't use as its own. */
export async function createClientIdentity(
	client: string,
	{ signer }: Authority,
	validity?: Validity,
): Promise<ClientIdentity> {
	const keys = await newKeys();
	const extensions = [new ExtendedKeyUsageExtension([ExtendedKeyUsage.clientAuth])];
	const asked = { name: `CN=${client}`, keys, by: signer, extensions };
	const certificate = await sign(validity === undefined ? asked : { ...asked, validity });
	return { key: await privateKeyPem(keys), chain: certificate.toString("pem") };
}
