import type { SavingKind } from "../saving.ts";
import { allOf, because } from "../sums.ts";

export const knownAddress: SavingKind = {
	name: "known address",
	words: "the address is kept, and nobody has to be asked for it",
	applies: ({ spec }) => spec.dns !== undefined,
	changeLink: ({ dns: _asked, ...spec }) => spec,
	expects: (account) => allOf(because(account, "dns")),
};
