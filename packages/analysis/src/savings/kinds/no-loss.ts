import type { SavingKind } from "../saving.ts";
import { allOf, because } from "../sums.ts";

export const noLoss: SavingKind = {
	name: "no loss",
	words: "no packet is lost by chance, so none is sent again",
	applies: ({ spec }) => spec.loss !== undefined && spec.loss > 0,
	changeLink: ({ loss: _lost, "loss-burst": _inARow, ...spec }) => spec,
	expects: (account) => allOf(because(account, "retransmission")),
};
