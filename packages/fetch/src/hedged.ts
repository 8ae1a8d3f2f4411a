import type { Breaker, Leave } from "@roundtrip/behaviour";
import type { Nanoseconds } from "@roundtrip/model";
import { type AttemptEnd, type AttemptOptions, attempt } from "./attempt.ts";
import { after, nowNs } from "./clock.ts";
import type { Repeatable } from "./request.ts";
import type { ServerState } from "./server-state.ts";

/** What an attempt and its copies came to. */
export interface Round {
	/** The one that counts: the first answer that says something, else the last end. */
	readonly end: AttemptEnd;
	/** All that were sent; those that were called off have no answer. */
	readonly ends: readonly AttemptEnd[];
}

export interface RoundOptions extends AttemptOptions {
	readonly state: ServerState;
	/** Of the first attempt; copies ask for their own. */
	readonly leave: Leave | undefined;
	readonly isHedged: boolean;
}

const CALLED_OFF: AttemptEnd = { result: { how: "reset" }, reason: "aborted" };

/** Sends a request, and copies of it while its answer is late, and takes the first good answer. Never rejects. */
export function playRound(request: Repeatable, options: RoundOptions): Promise<Round> {
	const { state, signal, limitNs } = options;
	const beganNs = nowNs();
	const over = new AbortController();
	const callOff = (): void => over.abort(signal.reason);
	if (signal.aborted) callOff();
	signal.addEventListener("abort", callOff, { once: true });
	const ends: AttemptEnd[] = [];
	let running = 0;
	let forgetCopy: () => void = () => undefined;

	return new Promise((resolve) => {
		function launch(leave: Leave | undefined, leftNs: Nanoseconds): void {
			running++;
			void send(leave, leftNs);
		}

		async function send(leave: Leave | undefined, leftNs: Nanoseconds): Promise<void> {
			const end = await attempt(request, { ...options, limitNs: leftNs, signal: over.signal });
			running--;
			tell(state.breaker, leave, end);
			ends.push(end);
			if (isGood(end)) state.hedge?.took(nowNs() - beganNs);
			if (isGood(end) || running === 0) finish(end);
		}

		function finish(end: AttemptEnd): void {
			forgetCopy();
			signal.removeEventListener("abort", callOff);
			const calledOff = Array.from({ length: running }, () => CALLED_OFF);
			// Nothing is called off where nothing runs: an answer that is handed on as a stream would be.
			if (running > 0) over.abort();
			resolve({ end, ends: [...ends, ...calledOff] });
		}

		function planCopy(number: number): void {
			const waitNs = options.isHedged ? state.hedge?.waitNs(number) : undefined;
			const passedNs = nowNs() - beganNs;
			if (waitNs === undefined || waitNs >= limitNs) return;
			forgetCopy = after(Math.max(0, waitNs - passedNs), () => {
				const answer = state.breaker?.ask(nowNs());
				if (answer !== undefined && !("leave" in answer)) return;
				const leftNs = limitNs - (nowNs() - beganNs);
				if (leftNs > 0 && (state.budget?.spend() ?? true)) launch(answer?.leave, leftNs);
				else if (answer !== undefined) state.breaker?.giveBack(answer.leave);
				planCopy(number + 1);
			});
		}

		launch(options.leave, limitNs);
		planCopy(1);
	});
}

/** An answer that isn't the server's trouble. */
function isGood({ result }: AttemptEnd): boolean {
	return result.how === "answered" && result.status < 500;
}

/** What was called off says nothing about the server. */
function tell(breaker: Breaker | undefined, leave: Leave | undefined, end: AttemptEnd): void {
	if (leave === undefined) return;
	if (end.response === undefined && end.reason === "aborted") breaker?.giveBack(leave);
	else breaker?.tell(leave, isGood(end), nowNs());
}
