import type { SavingKind } from "../saving.ts";
import { allOf, because } from "../sums.ts";

/** Whoever comes after the first answer finds a connection. */
export const keepAlive: SavingKind = {
	name: "keep-alive",
	words: "connections are kept for the next request",
	applies: ({ spec }) => !spec["keep-alive"],
	changeLink: (spec) => ({ ...spec, "keep-alive": true }),
	expects: (account) =>
		allOf(because(account, "connect", "tls").filter(({ startAt }) => startAt >= account.firstAnswerAt)),
};
