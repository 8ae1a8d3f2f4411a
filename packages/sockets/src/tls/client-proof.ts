import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import type { ClientProof } from "@roundtrip/behaviour";

/** Who is at the other end of a connection by the certificate that was shown; nothing where none was. */
export function clientOf(socket: Socket | undefined): { readonly client?: ClientProof } {
	if (!(socket instanceof TLSSocket)) return {};
	const { subject } = socket.getPeerCertificate();
	// Whoever resumes a session is known by it.
	if (subject === undefined) return {};
	const { CN: name } = subject;
	return { client: { isVouchedFor: socket.authorized, ...(typeof name === "string" ? { name } : {}) } };
}
