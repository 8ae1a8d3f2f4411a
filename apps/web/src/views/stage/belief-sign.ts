import type { Belief } from "@roundtrip/model";
import { type Brush, stroke, write } from "../canvas/brush.ts";

/** What a client believes, as a sign of its own shape, about 10 px wide. */
export function beliefSign(brush: Brush, belief: Belief, x: number, y: number): void {
	signs[belief](brush, x, y);
}

const signs: Readonly<Record<Belief, (brush: Brush, x: number, y: number) => void>> = {
	ok: (brush, x, y) => {
		const { context } = brush;
		context.beginPath();
		context.moveTo(x - 4.5, y + 0.5);
		context.lineTo(x - 1.5, y + 3.5);
		context.lineTo(x + 4.5, y - 3.5);
		stroke(brush, { colour: "response", width: 2 });
	},
	failed: (brush, x, y) => {
		const { context } = brush;
		context.beginPath();
		context.moveTo(x - 3.5, y - 3.5);
		context.lineTo(x + 3.5, y + 3.5);
		context.moveTo(x + 3.5, y - 3.5);
		context.lineTo(x - 3.5, y + 3.5);
		stroke(brush, { colour: "lost", width: 2 });
	},
	unknown: (brush, x, y) => {
		write(brush, "?", x, y + 5, { colour: "waiting-text", size: 13, strong: true, align: "center" });
	},
};
