import type { SavingKind } from "../saving.ts";
import { because, oneOfEach } from "../sums.ts";

/** RFC 5077: only TLS 1.2 saves a round-trip by it; TLS 1.3 needs one either way, and saves the certificates. */
export const resumption: SavingKind = {
	name: "resumption",
	words: "a ticket of an earlier connection spares one round-trip of TLS 1.2",
	applies: ({ spec }) => spec.tls === "1.2" && spec.handshake === "full",
	changeLink: (spec) => ({ ...spec, handshake: "resumed" }),
	expects: (account) => oneOfEach(because(account, "tls").filter(({ count }) => count > 1)),
};
