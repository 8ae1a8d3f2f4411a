import type { LinkName } from "@roundtrip/model";
import type { Edge } from "./layers.ts";
import type { Box } from "./stage-layout.ts";

/** How far from the middle of its node's side a link is fixed, at each end, in pixels. */
export interface PortShift {
	readonly from: number;
	readonly to: number;
}

/** How much of a node's side is used. */
const USED = 0.6;

/** Spreads the links of a node over its side, in the order of where they go, so that they neither cross nor coincide. */
export function portsOf(
	links: ReadonlyMap<LinkName, Edge>,
	boxes: ReadonlyMap<string, Box>,
): ReadonlyMap<LinkName, PortShift> {
	const middle = (node: string): number => {
		const box = boxes.get(node);
		return box ? box.y + box.height / 2 : 0;
	};
	const shiftsAt = (end: "from" | "to", far: "from" | "to"): Map<LinkName, number> => {
		const shifts = new Map<LinkName, number>();
		for (const [node, box] of boxes) {
			const own = [...links].filter(([, edge]) => edge[end] === node);
			own.sort(([, a], [, b]) => middle(a[far]) - middle(b[far]));
			for (const [at, [name]] of own.entries()) {
				shifts.set(name, own.length < 2 ? 0 : (at / (own.length - 1) - 0.5) * box.height * USED);
			}
		}
		return shifts;
	};
	const from = shiftsAt("from", "to");
	const to = shiftsAt("to", "from");
	return new Map([...links.keys()].map((name) => [name, { from: from.get(name) ?? 0, to: to.get(name) ?? 0 }]));
}
