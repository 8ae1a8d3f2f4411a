import { formatCount } from "@roundtrip/analysis";
import type { Belief } from "@roundtrip/model";
import { type Brush, widthOf, write } from "../canvas/brush.ts";
import { beliefSign } from "./belief-sign.ts";
import type { NodeMoment } from "./node-moment.ts";

const BELIEFS: readonly Belief[] = ["ok", "unknown", "failed"];

/** What the client believes of what is over: one as a word, several as numbers. */
export function drawBeliefs(brush: Brush, { settled }: NodeMoment, left: number, right: number, y: number): void {
	const some = BELIEFS.filter((belief) => settled[belief] > 0);
	const total = some.reduce((sum, belief) => sum + settled[belief], 0);
	let x = left;
	for (const belief of some) {
		const text = total === 1 ? belief : formatCount(settled[belief]);
		const words = total > 1 && some.length === 1 ? `${text} ${belief}` : text;
		if (x + 20 + widthOf(brush, words) > right) return;
		beliefSign(brush, belief, x + 7, y - 4);
		write(brush, words, x + 20, y, { colour: `${BELIEF_COLOURS[belief]}-text`, strong: true });
		x += 20 + widthOf(brush, words, 11, true) + 8;
	}
}

const BELIEF_COLOURS = { ok: "response", unknown: "waiting", failed: "lost" } as const;

/** Where there is room for one sign: the worst of what the client believes. */
export function drawWorstBelief(brush: Brush, { settled }: NodeMoment, x: number, y: number): void {
	const worst = settled.failed > 0 ? "failed" : settled.unknown > 0 ? "unknown" : settled.ok > 0 ? "ok" : undefined;
	if (worst) beliefSign(brush, worst, x, y);
}
