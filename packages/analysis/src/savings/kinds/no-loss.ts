import type { LinkAccount, SavingKind, Spared } from "../saving.ts";
import { doublings } from "../slow-start.ts";
import { allOf, because, roundTripsOn } from "../sums.ts";

/**
 * A loss costs the round-trips until what was lost is there, and those that the window, halved, takes more than slow
 * start alone would. The two overlap, so the larger counts.
 */
export const noLoss: SavingKind = {
	name: "no loss",
	words: "no packet is lost by chance, so none is sent again and no window is halved",
	applies: ({ spec }) => spec.loss !== undefined && spec.loss > 0,
	changeLink: ({ loss: _lost, "loss-burst": _inARow, ...spec }) => spec,
	expects: (account) => {
		const resent = allOf(because(account, "retransmission"));
		const slowed = slowedDown(account);
		return resent.timeNs > slowed.timeNs ? resent : slowed;
	},
};

function slowedDown(account: LinkAccount): Spared {
	const bytes = bytesByConnection(account);
	const waits = because(account, "congestion-window").map(({ connection = "", count }) =>
		Math.max(0, count - doublings(bytes.get(connection) ?? 0, account.spec["initial-window"])),
	);
	return roundTripsOn(
		account,
		waits.reduce((sum, each) => sum + each, 0),
	);
}

function bytesByConnection({ answers }: LinkAccount): ReadonlyMap<string, number> {
	const bytes = new Map<string, number>();
	for (const { connection, size } of answers.values()) bytes.set(connection, (bytes.get(connection) ?? 0) + size);
	return bytes;
}
