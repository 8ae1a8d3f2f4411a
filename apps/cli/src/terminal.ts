/** Where a command writes, and how it learns that it is to stop. Results go out, progress and errors to err. */
export interface Terminal {
	out(text: string): void;
	err(text: string): void;
	/** One line that is overwritten, on a screen only; an empty text clears it. */
	progress(text: string): void;
	readonly columns: number;
	/** Aborts on Ctrl-C. */
	readonly signal: AbortSignal;
	/** Sets the code that the program ends with. */
	exit(code: number): void;
}

const CLEAR_LINE = "\r\u001b[K";

/** The terminal of this process. The first Ctrl-C asks for an end, and everything is cleaned up; a second one insists. */
export function processTerminal(): Terminal {
	const controller = new AbortController();
	const stop = (): void => {
		if (controller.signal.aborted) process.exit(130);
		controller.abort();
	};
	process.on("SIGINT", stop);
	process.on("SIGTERM", stop);
	process.on("SIGHUP", stop);
	return {
		out: (text) => void process.stdout.write(text),
		err: (text) => void process.stderr.write(text),
		progress(text) {
			if (process.stderr.isTTY) process.stderr.write(`${CLEAR_LINE}${text}`);
		},
		columns: Math.min(process.stdout.columns ?? 100, 140),
		signal: controller.signal,
		exit(code) {
			process.exitCode = code;
		},
	};
}
