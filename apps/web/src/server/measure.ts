import { readTrace, type Trace } from "@roundtrip/model";
import type { Job, JobFailure, JobResult } from "../simulation/job.ts";
import { packTrace } from "../simulation/packed-trace.ts";
import type { Prepared } from "../simulation/read.ts";

/** Another run is under way: most often the one that was just cancelled and winds down. */
const BUSY = 409;
const WAIT_MS = 250;
const WAITS = 12;

/** A run on real sockets, ready for its way to the page. */
export async function measure(
	job: Job,
	{ faults }: Extract<Prepared, { ok: true }>,
	origin: string,
	token: string | undefined,
): Promise<JobResult> {
	const measured = await measuredTrace(job, origin, token);
	return measured.ok ? { ok: true, packed: await packTrace(measured.trace), faults } : measured;
}

type Measured = { readonly ok: true; readonly trace: Trace } | JobFailure;

/** Asks the lab server for a run on real sockets, and reads the trace as it streams in. */
export async function measuredTrace(job: Job, origin: string, token: string | undefined): Promise<Measured> {
	const failed = (title: string, detail: string): JobFailure => ({ ok: false, where: "world", title, detail });
	let response: Response;
	try {
		response = await ask(job, origin, token);
		for (let again = 0; response.status === BUSY && again < WAITS; again++) {
			await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
			response = await ask(job, origin, token);
		}
	} catch {
		return failed("The lab server can't be reached", "It may have been stopped. Start it again with: roundtrip serve");
	}
	if (!response.ok || response.body === null) return failed(...(await readProblem(response)));
	const read = await readTrace(chunksOf(response.body));
	return read.ok
		? { ok: true, trace: read.trace }
		: failed("The trace of the real run can't be read", `line ${read.line}: ${read.problem}`);
}

function ask(job: Job, origin: string, token: string | undefined): Promise<Response> {
	return fetch(new URL("api/runs", origin), {
		method: "POST",
		headers: {
			"content-type": "application/json",
			accept: "application/x-ndjson, application/problem+json",
			...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
		},
		body: JSON.stringify({
			scenario: job.text,
			...(job.seed === undefined ? {} : { seed: job.seed }),
			faults: job.faults,
		}),
	});
}

/** Title and detail of an error, as application/problem+json or whatever else came. */
async function readProblem(response: Response): Promise<readonly [title: string, detail: string]> {
	const title = `The lab server answered ${response.status}`;
	try {
		const problem: unknown = await response.json();
		if (typeof problem !== "object" || problem === null) return [title, ""];
		const text = (key: string): string | undefined => {
			const value = Object.entries(problem).find(([name]) => name === key)?.[1];
			return typeof value === "string" ? value : undefined;
		};
		return [text("title") ?? title, text("detail") ?? ""];
	} catch {
		return [title, ""];
	}
}

/** Not every browser iterates over a stream by itself. */
async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncIterable<Uint8Array> {
	const reader = body.getReader();
	for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
}
