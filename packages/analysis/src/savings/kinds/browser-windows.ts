import type { SavingKind } from "../saving.ts";
import { allOf, because } from "../sums.ts";

/** RFC 9113, section 5.2: 64 kB a connection unless the client allows more, as browsers do. */
export const browserWindows: SavingKind = {
	name: "browser's windows",
	words: "the client lets the server send megabytes unasked, as browsers do, not 64 kB",
	applies: ({ spec }) => spec.over === "http/2" && spec.windows === "node",
	changeLink: (spec) => ({ ...spec, windows: "browser" }),
	expects: (account) =>
		allOf(because(account, "flow-control-window").filter(({ window }) => window !== "receive-window")),
};
