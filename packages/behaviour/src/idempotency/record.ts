/** A span or a moment in milliseconds; moments are counted from where the asker's clock counts from. */
export type Milliseconds = number;

/** Within what a key means something: the same text of another caller, or for another route, is another key. */
export interface KeyScope {
	/** Who asks: an account, a user, a tenant. Never something that a caller may choose freely. */
	readonly caller: string;
	/** What is asked for: `POST /transfers`. Empty where keys hold for the whole service. */
	readonly route: string;
}

/** What can be stored as the answer of a key: only its status matters here. */
export interface Answered {
	readonly status: number;
}

interface RecordBase {
	/** Of the request that came first; `undefined` where the policy takes none. */
	readonly fingerprint: string | undefined;
	readonly createdMs: Milliseconds;
	/** From then on the key is as good as new. */
	readonly expiresMs: Milliseconds;
	/** Grows with every holder of a key. Whatever bears a smaller number comes from a holder that lost it. */
	readonly fence: number;
}

/** Somebody works on it, or died of it. */
export interface InFlight extends RecordBase {
	readonly state: "in-flight";
	/** Its holder has to be done, or to prolong this, by then. */
	readonly leaseUntilMs: Milliseconds;
}

/** The answer is known, and is the answer from now on. */
export interface Done<Answer extends Answered> extends RecordBase {
	readonly state: "done";
	readonly answer: Answer;
}

/** What a store knows of one key in one scope. */
export type KeyRecord<Answer extends Answered> = InFlight | Done<Answer>;
