import { type AuthCost, type AuthDescriptor, type AuthFacts, fieldBytes } from "../descriptor.ts";
import { octetsOf } from "../octets.ts";
import { SESSION_COOKIE } from "./issue.ts";

/** 16 bytes in base64url. */
const ID_CHARACTERS = 22;
/** A hash of the id, a token against forgery, and two moments. */
const SESSION_BYTES = 32 + ID_CHARACTERS + 2 * 8;

function cost({ user }: AuthFacts): AuthCost {
	const pair = `${SESSION_COOKIE.name}=${"i".repeat(ID_CHARACTERS)}`;
	return {
		requestBytes: fieldBytes(["cookie", pair]),
		serverBytes: SESSION_BYTES + octetsOf(user).length,
		clientBytes: pair.length,
		handshakeBytes: 0,
	};
}

export const cookieSession: AuthDescriptor = {
	scheme: "cookie-session",
	sentence: "The server remembers who is logged in; the browser sends a number that says which memory is its own.",
	roundTrips: { login: 1, renewal: 0, keys: 0 },
	cost,
	work: "One look into the session store. Where several servers share it, a round-trip to the store.",
	stolen:
		"All that its user may do, from anywhere, until the session ends. Pages of other sites can use it without stealing it, unless SameSite or a token against forgery stops them.",
	expiry:
		"The server forgets the session: idle for too long, or too old. The user logs in again. Each request keeps it from becoming idle.",
	revocation: "At once: the server deletes the session.",
};
