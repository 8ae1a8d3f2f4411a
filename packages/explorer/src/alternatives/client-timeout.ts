import { duration, NS_PER_MS, printQuantity } from "@roundtrip/model";
import { askingClients } from "../repairs/clients.ts";
import type { Alternative } from "./alternative.ts";

const SHARES = [
	{ text: "a quarter as long", share: 1 / 4 },
	{ text: "half as long", share: 1 / 2 },
	{ text: "twice as long", share: 2 },
	{ text: "4 times as long", share: 4 },
	{ text: "16 times as long", share: 16 },
];

/** How long clients wait for an answer. */
export const clientTimeout: Alternative = {
	name: "timeout of the client",
	what: "A short one notices a loss soon and takes the slow for lost. A long one takes what is only late.",
	wishes: (scenario) =>
		SHARES.map(({ text, share }) => ({
			text,
			settings: askingClients(scenario).map(([name, { timeout }]) => {
				const changed = Math.max(NS_PER_MS, Math.round(timeout * share));
				return `nodes.${name}.timeout=${printQuantity(changed, duration)}`;
			}),
		})),
};
