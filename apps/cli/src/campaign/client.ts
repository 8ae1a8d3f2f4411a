import { setMaxListeners } from "node:events";
import { createFetch, historyOf, RequestFailure, type RetryingFetch } from "@roundtrip/fetch";
import type { PlannedTransfer } from "./plan.ts";

/** What a client was told of its transfer. */
export interface Told {
	readonly transfer: PlannedTransfer;
	/** What it may conclude: it is there, it isn't, or nobody knows. */
	readonly told: "ok" | "failed" | "unknown";
	/** The answer's status, or why there was none. */
	readonly how: string;
	/** The number of the row that the answer names. */
	readonly row: number | undefined;
	readonly attempts: number;
	/** The answer was one that was given before. */
	readonly isReplay: boolean;
}

/** Clients that ask the bank's server, and the requests that are under way right now. */
export interface Clients {
	transfer(transfer: PlannedTransfer): Promise<Told>;
	/** Requests that have been sent and have neither an answer nor an end. */
	underWay(): number;
	/** Calls off whatever they are at. */
	stop(): void;
}

const PATIENT = { deadlineMs: 30_000, retry: { attempts: 100, baseMs: 10, capMs: 250 } };
const HASTY = { deadlineMs: 3_000, retry: { attempts: 2, baseMs: 5, capMs: 20 } };
const ATTEMPT_MS = 2_000;

export function createClients(port: number, seed: number): Clients {
	let sent = 0;
	const counting: typeof fetch = async (input, init) => {
		sent++;
		try {
			return await fetch(input, init);
		} finally {
			sent--;
		}
	};
	// The server's deaths are what is asked about: neither a breaker nor a budget shall keep the clients from it.
	const usual = { attemptMs: ATTEMPT_MS, budget: false, breaker: false, fetch: counting, seed } as const;
	const [patient, hasty] = [createFetch({ ...usual, ...PATIENT }), createFetch({ ...usual, ...HASTY })];
	const calledOff = new AbortController();
	// Every request under way listens to it.
	setMaxListeners(0, calledOff.signal);
	const url = `http://127.0.0.1:${port}/transfers`;
	return {
		transfer: (transfer) => ask(transfer.isHasty ? hasty : patient, url, transfer, calledOff.signal),
		underWay: () => sent,
		stop: () => calledOff.abort(),
	};
}

async function ask(http: RetryingFetch, url: string, transfer: PlannedTransfer, signal: AbortSignal): Promise<Told> {
	const { number, from, to, amount, key } = transfer;
	try {
		const response = await http(url, {
			...{ method: "POST", signal },
			headers: { "content-type": "application/json", "idempotency-key": `"${key}"` },
			body: JSON.stringify({ number, from, to, amount }),
		});
		const history = historyOf(response);
		const content = (await response.json()) as { readonly row?: number };
		return {
			...{ transfer, told: history?.belief ?? "unknown", how: String(response.status), row: content.row },
			attempts: history?.attempts.length ?? 1,
			isReplay: response.headers.get("idempotency-replayed") === "true",
		};
	} catch (error) {
		if (!(error instanceof RequestFailure)) throw error;
		const { happened, reason, attempts } = error;
		const told = happened === "no" ? "failed" : "unknown";
		return { transfer, told, how: reason, row: undefined, attempts: attempts.length, isReplay: false };
	}
}
