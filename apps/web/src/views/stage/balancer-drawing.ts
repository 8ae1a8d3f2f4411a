import { countOf, formatCount } from "@roundtrip/analysis";
import { type Brush, widthOf, write } from "../canvas/brush.ts";
import type { NodeMoment } from "./node-moment.ts";
import type { Rows } from "./node-rows.ts";

/** A balancer: how many requests it has given to others whose answers aren't there yet. */
export function drawBalancer(brush: Brush, { asked }: NodeMoment, { left, right, first, detail }: Rows): void {
	const colour = asked > 0 ? "ink" : "ink-3";
	if (detail === "mini") {
		write(brush, formatCount(asked), right, first, { colour, align: "right", strong: asked > 0 });
		return;
	}
	const words = [`${countOf(asked, "request")} under way`, `${formatCount(asked)} under way`, formatCount(asked)];
	const told = words.find((each) => widthOf(brush, each) <= right - left);
	if (told !== undefined) write(brush, told, left, first, { colour });
}
