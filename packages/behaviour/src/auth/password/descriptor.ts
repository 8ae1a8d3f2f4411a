import { type AuthCost, type AuthDescriptor, type AuthFacts, fieldBytes } from "../descriptor.ts";
import { octetsOf } from "../octets.ts";
import { basicField } from "./field.ts";
import { HASH_BYTES, SALT_BYTES } from "./issue.ts";
import { ARGON2_PARAMETERS } from "./parameters.ts";
import { phcText } from "./phc.ts";

const EXAMPLE = phcText({
	parameters: ARGON2_PARAMETERS,
	salt: new Uint8Array(SALT_BYTES),
	hash: new Uint8Array(HASH_BYTES),
});

function cost({ user, password }: AuthFacts): AuthCost {
	return {
		requestBytes: fieldBytes(basicField(user, password)),
		serverBytes: EXAMPLE.length + octetsOf(user).length,
		clientBytes: octetsOf(user).length + octetsOf(password).length,
		handshakeBytes: 0,
	};
}

export const password: AuthDescriptor = {
	scheme: "password",
	sentence: "Name and password with every request: nothing to log in to, nothing to remember but a slow hash.",
	roundTrips: { login: 0, renewal: 0, keys: 0 },
	cost,
	work: "One hash that is slow on purpose, and takes 19 MiB while it runs: for every request, where other schemes need it once at login.",
	stolen: "All that its user may do, for ever, and wherever else the user has the same password.",
	expiry: "None.",
	revocation: "The user chooses another password.",
};
