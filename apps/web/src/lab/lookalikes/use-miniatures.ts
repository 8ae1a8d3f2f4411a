import { useMemo } from "react";
import { columnsOf } from "../../views/sequence/columns.ts";
import { sequenceGeometry } from "../../views/sequence/geometry.ts";
import { onlyExchange } from "../../views/sequence/only-exchange.ts";
import { sequenceModel } from "../../views/sequence/sequence-model.ts";
import { levelEventScales } from "../../views/sequence/vertical-scale.ts";
import type { MiniatureDrawing } from "./miniature.tsx";
import type { SilentRuns } from "./silent-run.ts";

/** In its own pixels; it is drawn as wide as there is room. */
const WIDTH = 260;

const ROW = 17;

/** The sequences of all runs up to the giving up, with equal times level. */
export function useMiniatures({ runs, exchange, gaveUpAtNs }: SilentRuns): readonly (MiniatureDrawing | undefined)[] {
	return useMemo(() => {
		const scales = levelEventScales(
			runs.map(({ run }) => run.trace),
			exchange,
			ROW,
		);
		const models = runs.map(({ run }) => onlyExchange(sequenceModel(run), exchange));
		const touched = new Set(models.flatMap(({ nodes }) => nodes));
		const columns = columnsOf(runs[0]?.run.nodes.filter((node) => touched.has(node)) ?? [], WIDTH, 0);
		return models.map((model, at): MiniatureDrawing | undefined => {
			const scale = scales[at];
			if (scale === undefined) return undefined;
			const end = scale.ofTime(gaveUpAtNs);
			// What comes after the giving up isn't the client's view any more.
			const items = sequenceGeometry(model, scale, columns)
				.between(0, end)
				.filter((item) => item.kind !== "mark" || item.mark.sign === "timeout" || item.y < end);
			return { columns, items, bottom: end + BELOW };
		});
	}, [runs, exchange, gaveUpAtNs]);
}

/** What goes on after the giving up is seen to. */
const BELOW = 14;
