import type { SavingKind } from "../saving.ts";
import { because, oneOfEach } from "../sums.ts";

/** RFC 8446, section 2.3. What leaves so may be replayed by others, so it is for requests that may happen twice. */
export const zeroRtt: SavingKind = {
	name: "0-RTT",
	words: "the request leaves with the first flight of keys, if it may be replayed",
	applies: ({ spec }) => (spec.tls === "1.3" || spec.over === "http/3") && spec.handshake !== "0-rtt",
	changeLink: (spec) => ({ ...spec, handshake: "0-rtt" }),
	expects: (account) => oneOfEach(because(account, account.spec.over === "http/3" ? "connect" : "tls")),
};
