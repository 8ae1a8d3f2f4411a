import { askingClients } from "../repairs/clients.ts";
import type { Alternative } from "./alternative.ts";

const BACKOFFS = [
	{ text: "at once", settings: ["backoff=0ms"] },
	{ text: "after 100 ms each", settings: ["backoff=100ms", "jitter=none"] },
	{ text: "after 1 s each", settings: ["backoff=1s", "jitter=none"] },
	{ text: "doubling, from 100 ms to 10 s", settings: ["backoff=100ms..10s", "jitter=none"] },
	{ text: "doubling, a random part of it", settings: ["backoff=100ms..10s", "jitter=full"] },
];

/** How long clients wait before they try again. */
export const backoff: Alternative = {
	name: "wait before the next try",
	what: "A longer wait finds more servers back. A random part of it keeps clients from returning in step.",
	wishes(scenario) {
		const clients = askingClients(scenario).filter(([, { retry }]) => retry.attempts > 1);
		if (clients.length === 0) return [];
		return BACKOFFS.map(({ text, settings }) => ({
			text,
			settings: clients.flatMap(([name]) => settings.map((each) => `nodes.${name}.retry.${each}`)),
		}));
	},
};
