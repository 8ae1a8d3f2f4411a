import { type JWTPayload, SignJWT } from "jose";

/** A token by HS256: whoever checks it could have made it, too. */
export function issueBySecret(claims: JWTPayload, secret: Uint8Array, kid?: string): Promise<string> {
	const header = { alg: "HS256", typ: "JWT", ...(kid === undefined ? {} : { kid }) };
	return new SignJWT(claims).setProtectedHeader(header).sign(secret);
}
