import type { Duplex } from "node:stream";
import { connect, type TLSSocket } from "node:tls";
import type { CertificateTrouble, Secured } from "@roundtrip/model";
import type { ShapedLink } from "../shaper/link.ts";
import type { Trust } from "./trust.ts";
import { secureVersion } from "./version.ts";

/**
 * Secures a connection that is open, in exactly the version that its link says; `secured` is told once. Whoever is at the
 * other end must have a certificate for the node's name.
 */
export function secure(
	{ spec, to }: Pick<ShapedLink, "spec" | "to">,
	{ authority, session, own }: Trust,
	below: Duplex,
	secured: (error: Error | undefined, socket: TLSSocket) => void,
): void {
	const version = secureVersion(spec.tls ?? "1.3");
	const socket = connect({
		...{ socket: below, servername: to, ca: authority, minVersion: version, maxVersion: version },
		...(session === undefined ? {} : { session }),
		...(own === undefined ? {} : { key: own.key, cert: own.chain }),
		...(spec.over === "http/2" ? { ALPNProtocols: ["h2"] } : {}),
	});
	const failed = (error: Error): void => secured(error, socket);
	socket.once("error", failed);
	socket.once("secureConnect", () => {
		socket.off("error", failed);
		secured(undefined, socket);
	});
}

/** What a client of Node's says about a certificate that it doesn't believe; undefined for any other error. */
export function distrustOf(error: Error): CertificateTrouble | undefined {
	return DISTRUST[(error as NodeJS.ErrnoException).code ?? ""];
}

const DISTRUST: Readonly<Record<string, CertificateTrouble>> = {
	CERT_HAS_EXPIRED: "expired",
	ERR_TLS_CERT_ALTNAME_INVALID: "wrong-host",
	DEPTH_ZERO_SELF_SIGNED_CERT: "self-signed",
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: "untrusted",
};

/** Whether a record couldn't be proved, here, or at the other end by its own word (RFC 8446, section 6.2). */
export function isBadRecord(error: Error): boolean {
	const { code = "" } = error as NodeJS.ErrnoException;
	return code.endsWith("BAD_RECORD_MAC");
}

/** What was agreed upon, by the connection's own word. */
export function securedData({ to, spec }: Pick<ShapedLink, "spec" | "to">, socket: TLSSocket): Secured["data"] {
	const tls = spec.tls ?? "1.3";
	const isResumed = socket.isSessionReused();
	return { to, tls, handshake: isResumed ? "resumed" : "full", roundTrips: tls === "1.2" && !isResumed ? 2 : 1 };
}
