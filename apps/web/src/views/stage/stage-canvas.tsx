import { type ReactElement, useEffect, useRef } from "react";
import { momentIn, useLab } from "../../lab/store.ts";
import { readPalette } from "../canvas/palette.ts";
import type { DrawnFlight } from "./drawn-flight.ts";
import type { RunIndex } from "./run-index.ts";
import styles from "./stage.module.css";
import { drawStage } from "./stage-drawing.ts";
import type { StageMap } from "./stage-map.ts";
import { stageAt } from "./stage-moment.ts";
import { useMessagePointer } from "./use-message-pointer.ts";

interface StageCanvasProps {
	readonly map: StageMap;
	readonly index: RunIndex;
	readonly label: string;
}

/**
 * All that moves. It reads colours and density once, so give it another key where these change. It listens to the store and draws by itself: a frame renders nothing in React.
 */
export function StageCanvas({ map, index, label }: StageCanvasProps): ReactElement {
	const canvasRef = useRef<HTMLCanvasElement>(null);
	const drawnRef = useRef<readonly DrawnFlight[]>([]);
	useEffect(() => {
		const canvas = canvasRef.current;
		const context = canvas?.getContext("2d");
		if (!canvas || !context || !canvas.parentElement) return undefined;
		const ratio = window.devicePixelRatio;
		canvas.width = Math.round(map.width * ratio);
		canvas.height = Math.round(map.height * ratio);
		context.setTransform(ratio, 0, 0, ratio, 0, 0);
		const palette = readPalette(canvas.parentElement);
		const brush = { context, colours: palette.colours, palette };
		const draw = (): void => {
			const lab = useLab.getState();
			const { selection, hover } = lab;
			const cursor = momentIn(lab, index.run);
			if (cursor === undefined) return;
			drawnRef.current = drawStage(brush, map, index, stageAt(index, cursor), { selection, hover });
		};
		draw();
		let isDue = false;
		return useLab.subscribe((now, before) => {
			const changed = now.cursor !== before.cursor || now.selection !== before.selection || now.hover !== before.hover;
			if (!changed || isDue) return;
			isDue = true;
			// Still within the frame that moved the cursor, and once for all changes that it makes.
			queueMicrotask(() => {
				isDue = false;
				draw();
			});
		});
	}, [map, index]);

	useMessagePointer(canvasRef, drawnRef, index.run);
	return (
		<canvas
			ref={canvasRef}
			className={styles.canvas}
			style={{ width: map.width, height: map.height }}
			role="img"
			aria-label={label}
		/>
	);
}
