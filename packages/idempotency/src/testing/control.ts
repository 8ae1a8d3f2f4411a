/** What the process of a test says to its server. */
export type Order =
	/** End by SIGKILL at this point, the next time that it is reached. */
	| { readonly kill: KillPoint }
	/** The clock of keys goes on by so much. */
	| { readonly aheadMs: number }
	/** Handlers that wait at this gate go on. */
	| { readonly open: string };

/** What a server says to the process of its test. */
export type Report =
	| { readonly listening: number }
	/** A handler waits at a gate. */
	| { readonly waiting: string }
	| { readonly step: string };

/** Where a server can be killed: steps of the store, and on both sides of the effect. */
export type KillPoint = "claimed" | "before-effect" | "after-effect" | "worked" | "written" | "committed";

/** What a server of a test is made of. */
export interface ServerSetup {
	readonly subject: string;
	/** Where transfers are written. */
	readonly effects:
		| { readonly engine: "sqlite"; readonly path: string }
		| { readonly engine: "postgres"; readonly url: string };
	/** Where keys are, if not beside the effects. */
	readonly redisUrl?: string | undefined;
}

/** A transfer as it is asked for. */
export interface Transfer {
	readonly to: string;
	readonly amount: number;
}

/** What a request wants to go wrong, in fields that are no part of its fingerprint. */
export interface Wish {
	/** Waits here before the effect. */
	readonly gate: string | undefined;
	/** Answers so, after the effect. */
	readonly status: number;
}

export function wishOf(headers: Readonly<Record<string, unknown>>): Wish {
	const gate = headers["x-gate"];
	return { gate: typeof gate === "string" ? gate : undefined, status: Number(headers["x-status"] ?? 201) };
}
