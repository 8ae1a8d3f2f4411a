import type { Role } from "@roundtrip/model";
import type { Brush } from "../canvas/brush.ts";
import { drawBalancer } from "./balancer-drawing.ts";
import { drawCache } from "./cache-drawing.ts";
import { drawClient } from "./client-drawing.ts";
import { drawDatabase } from "./database-drawing.ts";
import { drawDown } from "./down-drawing.ts";
import type { NodeMoment } from "./node-moment.ts";
import { type Rows, rowsOf } from "./node-rows.ts";
import { drawServer } from "./server-drawing.ts";
import type { Box, Detail } from "./stage-layout.ts";

const roles: Readonly<Record<Role, (brush: Brush, moment: NodeMoment, rows: Rows) => void>> = {
	client: drawClient,
	cache: drawCache,
	balancer: drawBalancer,
	server: drawServer,
	database: drawDatabase,
};

/** Draws what a node is doing into its outline, which is not drawn here. */
export function drawNode(brush: Brush, moment: NodeMoment, box: Box, detail: Detail): void {
	if (!moment.up) {
		drawDown(brush, moment.role, box, detail);
		if (detail === "mini") return;
	}
	roles[moment.role](brush, moment, rowsOf(moment.role, box, detail));
}
