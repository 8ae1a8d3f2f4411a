import type { ColourName, Palette } from "./palette.ts";

/** A canvas with the design's colours and type at hand. All lengths are CSS pixels. */
export interface Brush {
	readonly context: CanvasRenderingContext2D;
	readonly colours: Readonly<Record<ColourName, string>>;
	readonly palette: Palette;
}

export interface TextStyle {
	readonly colour: ColourName;
	readonly size?: 11 | 12 | 13;
	readonly strong?: boolean;
	readonly align?: "left" | "center" | "right";
	/** A rim of the background, so that words stay readable over lines. */
	readonly rim?: ColourName;
}

/** Writes words with their baseline at y. */
export function write(brush: Brush, text: string, x: number, y: number, style: TextStyle): void {
	const { context, colours, palette } = brush;
	context.font = `${style.strong ? 600 : 400} ${style.size ?? 11}px ${palette.sans}`;
	context.textAlign = style.align ?? "left";
	context.textBaseline = "alphabetic";
	if (style.rim) {
		context.lineWidth = 3;
		context.lineJoin = "round";
		context.setLineDash([]);
		context.strokeStyle = colours[style.rim];
		context.strokeText(text, x, y);
	}
	context.fillStyle = colours[style.colour];
	context.fillText(text, x, y);
}

/** The width of words in pixels. */
export function widthOf(brush: Brush, text: string, size: 11 | 12 | 13 = 11, strong = false): number {
	const { context, palette } = brush;
	context.font = `${strong ? 600 : 400} ${size}px ${palette.sans}`;
	return context.measureText(text).width;
}

export interface StrokeStyle {
	readonly colour: ColourName;
	readonly width?: number;
	readonly dash?: readonly number[];
}

/** Strokes the current path. */
export function stroke(brush: Brush, { colour, width = 1, dash = [] }: StrokeStyle): void {
	const { context, colours } = brush;
	context.strokeStyle = colours[colour];
	context.lineWidth = width;
	context.setLineDash([...dash]);
	context.stroke();
}

/** Fills the current path. */
export function fill(brush: Brush, colour: ColourName): void {
	brush.context.fillStyle = brush.colours[colour];
	brush.context.fill();
}

/** Fills the current path with fine diagonals, the sign of waiting and of what is dead. */
export function hatch(
	brush: Brush,
	colour: ColourName,
	x: number,
	y: number,
	width: number,
	height: number,
	gap: number,
): void {
	const { context } = brush;
	context.save();
	context.clip();
	context.beginPath();
	for (let at = -height; at < width; at += gap) {
		context.moveTo(x + at, y + height);
		context.lineTo(x + at + height, y);
	}
	stroke(brush, { colour });
	context.restore();
}
