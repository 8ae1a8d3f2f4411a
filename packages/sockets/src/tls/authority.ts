import { authorityExtension, newKeys, type Signer, sign } from "./signing.ts";

/** Who vouches for nodes: with its own keys, which never leave the process that made them. */
export interface Authority {
	readonly signer: Signer;
	/** Its certificate, PEM: whoever has it believes all that it vouches for. */
	readonly certificate: string;
}

/** Makes an authority, good for a day. */
export async function createAuthority(name: string = "Roundtrip"): Promise<Authority> {
	const signer: Signer = { name: `CN=${name}`, keys: await newKeys() };
	const certificate = await sign({ ...signer, by: signer, extensions: [authorityExtension()] });
	return { signer, certificate: certificate.toString("pem") };
}
