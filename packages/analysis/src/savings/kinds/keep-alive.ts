import type { SavingKind } from "../saving.ts";
import { allOf, because } from "../sums.ts";

/** Whoever comes after the first answer finds a connection, whose window has grown. */
export const keepAlive: SavingKind = {
	name: "keep-alive",
	words: "connections are kept for the next request",
	applies: ({ spec }) => !spec["keep-alive"],
	changeLink: (spec) => ({ ...spec, "keep-alive": true }),
	expects: (account) =>
		allOf(
			because(account, "connect", "tls", "congestion-window").filter(({ startAt }) => startAt >= account.firstAnswerAt),
		),
};
