import type { SavingKind } from "../saving.ts";
import { because, oneOfEach } from "../sums.ts";

/** RFC 8446, section 2: one round-trip, where TLS 1.2 (RFC 5246, section 7.3) needs two. */
export const tls13: SavingKind = {
	name: "TLS 1.3",
	words: "keys are agreed upon in one round-trip, not two",
	applies: ({ spec }) => spec.tls === "1.2" && spec.handshake === "full",
	changeLink: (spec) => ({ ...spec, tls: "1.3" }),
	expects: (account) => oneOfEach(because(account, "tls").filter(({ count }) => count > 1)),
};
