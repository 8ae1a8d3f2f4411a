import type { ApiProtocol, Protocol } from "@roundtrip/model";

/** What all variants of a workload have in common on the way between client and server; written as in a scenario. */
export interface ComparedLink {
	/** Such as `50ms`. */
	readonly rtt: string;
	/** Such as `10Mbit/s`; without it, sending takes no time. */
	readonly rate?: string | undefined;
	/** Such as `1.3`; without it, in the clear. */
	readonly tls?: string | undefined;
	/** Each client has asked its server before, and the connection is still there; a WebSocket opens its own all the same. */
	readonly isOpen?: boolean | undefined;
}

/** One way of doing a workload. */
export interface ComparedVariant {
	/** Unique within its workload together with what carries it: `GraphQL`, `SSE and POST`. */
	readonly name: string;
	readonly protocol: ApiProtocol;
	/** What carries it. */
	readonly over: Protocol;
	/** Who can begin to speak, in a few words. */
	readonly direction: string;
	/** What a reader has to know to read its figures; absent where it is what its name says. */
	readonly note?: string;
	/** The scenario as text: the same work, over a link of these conditions. */
	readonly scenario: (link: ComparedLink) => string;
}

/** A way that people would look for here, and why it is not. */
export interface MissingVariant {
	readonly name: string;
	readonly why: string;
}

/** The same work, done in every protocol that can do it: same types, same work of the database, same link. */
export interface ComparedWorkload {
	/** As it is named on the command line. */
	readonly name: string;
	/** What is done, and what of it is the same for all. */
	readonly what: string;
	/** The clients whose links are measured. */
	readonly clients: readonly string[];
	readonly variants: readonly ComparedVariant[];
	readonly missing: readonly MissingVariant[];
}
