import { Readable } from "node:stream";
import {
	type Fault,
	LIMITS,
	parseFault,
	parseScenario,
	printProblem,
	type Scenario,
	traceLines,
} from "@roundtrip/model";
import type { RunOptions, RunResult } from "@roundtrip/sockets";
import type { FastifyInstance, FastifyReply } from "fastify";
import { checkToken } from "./guard.ts";
import { sendProblem } from "./problem.ts";

/** What a page asks for. */
interface RunRequest {
	readonly scenario: string;
	readonly seed?: number;
	/** As on the command line, such as `lose: e1.1<`. */
	readonly faults?: readonly string[];
}

const BODY_SCHEMA = {
	type: "object",
	required: ["scenario"],
	additionalProperties: false,
	properties: {
		scenario: { type: "string", maxLength: LIMITS.fileBytes },
		seed: { type: "integer", minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
		faults: { type: "array", maxItems: LIMITS.faults, items: { type: "string", maxLength: 500 } },
	},
};

/** Runs a scenario on real sockets. */
export type Runner = (scenario: Scenario, options: RunOptions) => Promise<RunResult>;

/** `POST /api/runs`: one real run at a time, ended when whoever asked goes away; the answer is the trace. */
export function addRunRoute(app: FastifyInstance, token: string, runner: Runner): void {
	let running = false;
	app.post<{ Body: RunRequest }>(
		"/api/runs",
		{ schema: { body: BODY_SCHEMA }, onRequest: checkToken(token) },
		async (request, reply) => {
			const read = readRequest(request.body);
			if (!read.ok) return sendProblem(reply, 422, "The scenario has a problem", read.problem);
			if (running)
				return sendProblem(reply, 409, "Another real run is under way", "Wait until it is over, or cancel it.");
			running = true;
			const gone = new AbortController();
			reply.raw.once("close", () => gone.abort());
			try {
				const seed = request.body.seed ?? read.scenario.seed;
				return answer(reply, await runner(read.scenario, { seed, faults: read.faults, signal: gone.signal }));
			} finally {
				running = false;
			}
		},
	);
}

type Read =
	| { readonly ok: true; readonly scenario: Scenario; readonly faults: readonly Fault[] }
	| { readonly ok: false; readonly problem: string };

function readRequest({ scenario: text, faults: faultTexts = [] }: RunRequest): Read {
	const parsed = parseScenario(text);
	if (!parsed.ok)
		return { ok: false, problem: parsed.problems.map((problem) => printProblem(problem, "scenario")).join("\n") };
	const faults: Fault[] = [];
	for (const faultText of faultTexts) {
		const fault = parseFault(faultText, parsed.value);
		if (!fault.ok)
			return { ok: false, problem: `fault '${faultText}': ${fault.problems[0]?.message ?? "not a fault"}` };
		faults.push(fault.value);
	}
	return { ok: true, scenario: parsed.value, faults };
}

function answer(reply: FastifyReply, result: RunResult): FastifyReply {
	if (result.ok) return reply.type("application/x-ndjson").send(Readable.from(traceLines(result.trace)));
	const { kind, message } = result.problem;
	return sendProblem(reply, kind === "unsupported" ? 422 : 500, "The real run could not be made", message);
}
