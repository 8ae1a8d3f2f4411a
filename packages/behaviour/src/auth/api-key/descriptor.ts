import { type AuthCost, type AuthDescriptor, type AuthFacts, fieldBytes } from "../descriptor.ts";
import { octetsOf } from "../octets.ts";
import { keyField } from "./field.ts";

/** A prefix such as `shop_live`, an id of 16 letters, a secret of 43, and what is between them. */
const KEY_CHARACTERS = "shop_live".length + 1 + 16 + 1 + 43;
/** Id and hash. */
const RECORD_BYTES = 16 + 32;

function cost({ user }: AuthFacts): AuthCost {
	return {
		requestBytes: fieldBytes(keyField("k".repeat(KEY_CHARACTERS))),
		serverBytes: RECORD_BYTES + octetsOf(user).length,
		clientBytes: KEY_CHARACTERS,
		handshakeBytes: 0,
	};
}

export const apiKey: AuthDescriptor = {
	scheme: "api-key",
	sentence: "A long random text that its owner once got and sends with every request; the server keeps a hash of it.",
	roundTrips: { login: 0, renewal: 0, keys: 0 },
	cost,
	work: "One fast hash and one look into the table of keys.",
	stolen:
		"All that its scopes allow, from anywhere, for as long as nobody notices. Its prefix lets scanners find it in code.",
	expiry: "Often there is none. Where there is one, somebody has to put a new key into the client by hand.",
	revocation: "At once: the server marks the record. The client stands still until it has another key.",
};
