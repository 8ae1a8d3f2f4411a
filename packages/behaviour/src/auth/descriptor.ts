import type { Bytes } from "@roundtrip/model";
import type { HeaderField } from "../messages/http-message.ts";
import type { AuthScheme } from "./challenge.ts";
import type { Algorithm } from "./jwt/key.ts";
import type { Seconds } from "./seconds.ts";

/** What the cost of a scheme depends on. */
export interface AuthFacts {
	/** Whom a credential is for. */
	readonly user: string;
	readonly password: string;
	readonly algorithm: Algorithm;
	/** How long a token is good. */
	readonly tokenLifetimeS: Seconds;
	/** A client's certificate and private key, and the certificate of who vouches for it, in DER. */
	readonly certificate: Bytes;
	readonly privateKey: Bytes;
	readonly authority: Bytes;
}

export const USUAL_FACTS: AuthFacts = {
	...{ user: "ann", password: "correct horse", algorithm: "ES256", tokenLifetimeS: 300 },
	...{ certificate: 308, privateKey: 138, authority: 308 },
};

/** What one client of a scheme costs. Header fields are counted as HTTP/1.1 writes them; HTTP/2 sends most of them once. */
export interface AuthCost {
	/** What goes along with every request. */
	readonly requestBytes: Bytes;
	/** What the server remembers of this client. */
	readonly serverBytes: Bytes;
	/** What the client keeps. */
	readonly clientBytes: Bytes;
	/** What goes over the wire once, beside what a connection without the scheme would have. */
	readonly handshakeBytes: Bytes;
}

/** Round-trips that are needed beside the requests themselves, over a connection that is open. */
export interface AuthRoundTrips {
	/** Before the first request. */
	readonly login: number;
	/** Each time that a credential has to be renewed. */
	readonly renewal: number;
	/** Between servers, each time that keys have to be fetched. */
	readonly keys: number;
}

/** What somebody should know of a scheme before they choose it. */
export interface AuthDescriptor {
	readonly scheme: AuthScheme;
	readonly sentence: string;
	readonly roundTrips: AuthRoundTrips;
	cost(facts: AuthFacts): AuthCost;
	/** What the server does for every request. */
	readonly work: string;
	/** What whoever steals a credential can do. */
	readonly stolen: string;
	readonly expiry: string;
	readonly revocation: string;
}

/** A field of HTTP/1.1 with its colon, space, and line end. */
export function fieldBytes([name, value]: HeaderField): Bytes {
	return name.length + ": ".length + value.length + "\r\n".length;
}
