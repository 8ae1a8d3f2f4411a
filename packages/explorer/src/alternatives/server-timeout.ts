import { linkEnds } from "@roundtrip/model";
import type { Alternative } from "./alternative.ts";

const TIMEOUTS = [
	{ text: "100 ms", value: "100ms" },
	{ text: "500 ms", value: "500ms" },
	{ text: "2 s", value: "2s" },
	{ text: "10 s", value: "10s" },
];

/** How long servers wait for what they ask of others. */
export const serverTimeout: Alternative = {
	name: "timeout of the server",
	what: "A server that gives up before its client does can still say so. One that waits longer works for nobody.",
	wishes({ nodes, links }) {
		const asking = new Set(Object.keys(links).map((name) => linkEnds(name).from));
		const servers = Object.entries(nodes).filter(([name, { is }]) => is === "server" && asking.has(name));
		if (servers.length === 0) return [];
		return TIMEOUTS.map(({ text, value }) => ({
			text,
			settings: servers.map(([name]) => `nodes.${name}.timeout=${value}`),
		}));
	},
};
