import { type ReactElement, type RefObject, useEffect, useRef } from "react";
import { useLab } from "../../lab/store.ts";
import { readPalette } from "../canvas/palette.ts";
import { createIntervalIndex } from "../time/interval-index.ts";
import type { FoldedScale } from "./folded-scale.ts";
import styles from "./ladder.module.css";
import type { LadderColumns } from "./ladder-columns.ts";
import { drawLadder } from "./ladder-drawing.ts";
import { nearestPacket } from "./nearest-packet.ts";
import type { PacketLine } from "./packet-line.ts";

interface LadderCanvasProps {
	readonly lines: readonly PacketLine[];
	readonly scale: FoldedScale;
	readonly columns: LadderColumns;
	readonly height: number;
	readonly scroller: RefObject<HTMLElement | null>;
	readonly label: string;
	readonly onPick: (seq: number) => void;
	/** Told how many packets each drawn one stands for, where there are too many to draw. */
	readonly onDrawn: (every: number) => void;
}

/**
 * The packets in sight. It reads colours and density once, so give it another key where these change. It draws when it is
 * scrolled or another packet is pointed at; the moment moves over it.
 */
export function LadderCanvas(props: LadderCanvasProps): ReactElement {
	const { lines, scale, columns, height, scroller, label, onPick, onDrawn } = props;
	const canvasRef = useRef<HTMLCanvasElement>(null);
	useEffect(() => {
		const canvas = canvasRef.current;
		const context = canvas?.getContext("2d");
		const element = scroller.current;
		if (!canvas || !context || !canvas.parentElement || !element) return undefined;
		const ratio = window.devicePixelRatio;
		canvas.width = Math.round(columns.width * ratio);
		canvas.height = Math.round(height * ratio);
		context.setTransform(ratio, 0, 0, ratio, 0, 0);
		const palette = readPalette(canvas.parentElement);
		const brush = { context, colours: palette.colours, palette };
		const times = createIntervalIndex(
			lines.length,
			(at) => lines[at]?.at ?? 0,
			(at) => lines[at]?.endAt ?? 0,
		);
		const seen = (top: number, bottom: number): readonly PacketLine[] =>
			times.overlapping(scale.timeAt(top), scale.timeAt(bottom)).flatMap((at) => lines[at] ?? []);
		const draw = (): void => {
			const top = element.scrollTop;
			const { selection, hover } = useLab.getState();
			const every = drawLadder(brush, {
				...{ lines: seen(top, top + height), scale, columns, top, height },
				selected: selection?.kind === "event" ? selection.id : undefined,
				hovered: hover?.kind === "event" ? hover.id : undefined,
			});
			onDrawn(every);
		};
		draw();
		const packetAt = (event: MouseEvent): PacketLine | undefined => {
			const box = canvas.getBoundingClientRect();
			const y = event.clientY - box.top + element.scrollTop;
			return nearestPacket(seen(y - 200, y + 200), scale, columns, event.clientX - box.left, y);
		};
		const move = (event: PointerEvent): void => {
			const seq = packetAt(event)?.seq;
			canvas.style.cursor = seq === undefined ? "" : "pointer";
			const { hover, setHover } = useLab.getState();
			if (seq === (hover?.kind === "event" ? hover.id : undefined)) return;
			setHover(seq === undefined ? null : { kind: "event", id: seq });
		};
		const leave = (): void => useLab.getState().setHover(null);
		const click = (event: MouseEvent): void => {
			const seq = packetAt(event)?.seq;
			if (seq !== undefined) onPick(seq);
		};
		element.addEventListener("scroll", draw, { passive: true });
		canvas.addEventListener("pointermove", move);
		canvas.addEventListener("pointerleave", leave);
		canvas.addEventListener("click", click);
		const unsubscribe = useLab.subscribe((now, before) => {
			if (now.selection !== before.selection || now.hover !== before.hover) draw();
		});
		return () => {
			unsubscribe();
			element.removeEventListener("scroll", draw);
			canvas.removeEventListener("pointermove", move);
			canvas.removeEventListener("pointerleave", leave);
			canvas.removeEventListener("click", click);
		};
	}, [lines, scale, columns, height, scroller, onPick, onDrawn]);
	return (
		<canvas
			ref={canvasRef}
			className={styles.canvas}
			style={{ width: columns.width, height }}
			role="img"
			aria-label={label}
		/>
	);
}
