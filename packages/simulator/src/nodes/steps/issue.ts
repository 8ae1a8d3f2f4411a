import { bodyText } from "@roundtrip/behaviour";
import type { IssueStep } from "@roundtrip/model";
import { given } from "../../given.ts";
import type { StepKind } from "./step-kind.ts";

/** What a server gives to those who want to be known. */
export const issue: StepKind<IssueStep> = {
	word: "issue",
	play(strand, step, _key, next) {
		const { question } = strand.job.call;
		const { method, fields, body } = question;
		given(strand.server.desk, "proofs").issue(step.issue, { method, fields, text: bodyText(body) }, (reply) => {
			if (!strand.goesOn) return;
			strand.reply(reply);
			next();
		});
	},
};
