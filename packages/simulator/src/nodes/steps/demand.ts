import { deniedReply, type HttpReply, keysRequest, NO_CONTENT } from "@roundtrip/behaviour";
import { type DemandStep, KEYS, keysCall, routesAt } from "@roundtrip/model";
import { given } from "../../given.ts";
import type { Strand } from "../strand.ts";
import type { StepKind } from "./step-kind.ts";

/** Whoever proves what is demanded goes on; everybody else is answered, and nothing more is done. */
export const demand: StepKind<DemandStep> = {
	word: "demand",
	play(strand, step, _key, next) {
		const { job, server } = strand;
		const { call } = job;
		const { method, fields } = call.question;
		const client = call.certificate === undefined ? {} : { client: call.certificate };
		const fetch = {
			keys: (told: (reply: HttpReply | undefined) => void) => fetchKeys(strand, step.from ?? "", told),
			waits: () => strand.note("queued", { for: "keys" }),
		};
		given(server.desk, "proofs").demand(step, { method, fields, ...client }, fetch, (verdict) => {
			if (!strand.goesOn) return;
			if (verdict.kind === "passed") {
				next();
				return;
			}
			strand.note("denied", { demand: step.demand, why: verdict.why });
			strand.reply(deniedReply(call.conversation, verdict.refusal));
			strand.finish();
		});
	},
};

/** Asks an issuer for its keys: a call that stands in no route. */
function fetchKeys(strand: Strand, issuer: string, told: (reply: HttpReply | undefined) => void): void {
	const { world, callerTo } = strand.server;
	const id = keysCall(strand.job.call.id, 1 + strand.job.fetches++);
	const conversation = world.conversationOf(issuer, KEYS, id, callerTo(issuer).link.spec);
	const steps = routesAt(world.scenario, issuer)[KEYS] ?? [];
	strand.callAside(issuer, id, { question: keysRequest(), conversation, content: NO_CONTENT, steps }, told);
}
