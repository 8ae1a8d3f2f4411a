import type { Role } from "@roundtrip/model";
import { type Brush, hatch, widthOf, write } from "../canvas/brush.ts";
import { nameBaseline, outlines } from "./node-outline.ts";
import { PAD } from "./node-rows.ts";
import type { Box, Detail } from "./stage-layout.ts";

/** A dead node: hatched, with a broken outline, and named so. */
export function drawDown(brush: Brush, role: Role, box: Box, detail: Detail): void {
	const { context, colours } = brush;
	const outline = new Path2D(outlines[role](box));
	context.save();
	context.clip(outline);
	context.globalAlpha = 0.55;
	context.fillStyle = colours.paper;
	context.fillRect(box.x, box.y, box.width, box.height);
	context.globalAlpha = 0.35;
	context.beginPath();
	context.rect(box.x, box.y, box.width, box.height);
	hatch(brush, "lost", box.x, box.y, box.width, box.height, 7);
	context.restore();
	context.strokeStyle = colours.paper;
	context.lineWidth = 3;
	context.setLineDash([]);
	context.stroke(outline);
	context.strokeStyle = colours.lost;
	context.lineWidth = 1.5;
	context.setLineDash([5, 4]);
	context.stroke(outline);
	const right = box.x + box.width - PAD;
	const y = box.y + nameBaseline(role, detail);
	const width = widthOf(brush, "down", 12, true);
	context.fillStyle = colours.paper;
	context.fillRect(right - width - 4, y - 12, width + 8, 16);
	write(brush, "down", right, y, { colour: "lost-text", size: 12, strong: true, align: "right" });
}
