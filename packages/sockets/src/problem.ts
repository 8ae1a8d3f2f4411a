/** Why a real run could not be made, or not be finished. */
export interface RunProblem {
	/**
	 * `port`: no port to listen on. `database`: the files of the run or of a database can't be used.
	 * `cache`: the store of a cache can't be used. `child`: a node's
	 * process died or hangs by itself. `aborted`: it was asked to stop. `unsupported`: the real world can't do this.
	 */
	readonly kind: "port" | "database" | "cache" | "child" | "aborted" | "unsupported";
	/** One sentence, with what to do. */
	readonly message: string;
}

/** Carries a problem to where the run is given up. */
export class RunFailure extends Error {
	readonly problem: RunProblem;

	constructor(kind: RunProblem["kind"], message: string) {
		super(message);
		this.problem = { kind, message };
	}
}
