/** Where the bank of a campaign keeps its accounts. */
export type Place =
	| { readonly engine: "embedded"; readonly path: string }
	| { readonly engine: "postgresql"; readonly url: string };

/** What the process of the bank's server is made of. */
export interface ServerSetup {
	readonly place: Place;
	readonly port: number;
	/** Without it the server doesn't look at keys: each request is a transfer. */
	readonly isKeyed: boolean;
}

/** What the server says when it listens. */
export interface Listening {
	readonly listening: number;
}
