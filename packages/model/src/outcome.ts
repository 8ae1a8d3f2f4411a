/** What a client believes about an exchange when it is over. `unknown`: it may have happened, or not. */
export type Belief = "ok" | "failed" | "unknown";

/** What the client believes beside what is true. */
export interface Outcome {
	/** `waiting` where the run ended before the exchange did. */
	readonly belief: Belief | "waiting";
	/** How often the exchange's effect was made lasting. */
	readonly applied: number;
	/** False where the exchange asks for no effect, as a GET does: then `applied` says nothing. */
	readonly wantsEffect: boolean;
}

/** How one attempt ended, as its client saw it. */
export type AttemptResult =
	| {
			readonly how: "answered";
			readonly status: number;
			/** Where the answer sends its asker on to: a path of the same server. */
			readonly location?: string | undefined;
	  }
	/** No bytes of the request can have reached the server: it did not happen. */
	| { readonly how: "refused" }
	/** Gave up before the request left: it did not happen. */
	| { readonly how: "not-sent" }
	/** The connection ended after the request had left: it may have happened. */
	| { readonly how: "reset" }
	/** The client had enough of a stream that the server had begun: it went as it should. */
	| { readonly how: "left" }
	/** No answer within the timeout, after the request had left: it may have happened. */
	| { readonly how: "timed-out" };
