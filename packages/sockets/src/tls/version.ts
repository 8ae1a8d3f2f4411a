import type { SecureVersion } from "node:tls";
import type { TlsVersion } from "@roundtrip/model";

/** A version as Node names it. */
export function secureVersion(version: TlsVersion): SecureVersion {
	return version === "1.2" ? "TLSv1.2" : "TLSv1.3";
}
