import type { ReactElement } from "react";
import type { Sketch, SketchLine } from "../simulation/sketch-lines.ts";

const WIDTH = 320;
const HEIGHT = 136;
const SIDE = 56;
const TOP = 20;

const px = (share: number): number => SIDE + share * (WIDTH - 2 * SIDE);
const py = (share: number): number => TOP + share * (HEIGHT - 2 * TOP);

/** A run's sequence, small. It decorates a title that says the same, so screen readers pass over it. */
export function SketchFigure({ sketch }: { readonly sketch: Sketch }): ReactElement {
	return (
		<svg aria-hidden="true" width="100%" height="100%" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} fill="none">
			{sketch.lanes.map((lane) => (
				<line key={lane} x1={px(lane)} x2={px(lane)} y1={TOP - 8} y2={HEIGHT - TOP + 8} stroke="var(--line-strong)" />
			))}
			{sketch.lines.map((line, index) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: the lines of a sketch never change
				<Line key={index} line={line} />
			))}
			{sketch.losses?.map(({ x, y }) => (
				<path
					key={`${x} ${y}`}
					d={`M${px(x) - 2.5} ${py(y) - 2.5}l5 5m0-5l-5 5`}
					stroke="var(--lost)"
					strokeWidth="1.5"
					strokeLinecap="round"
				/>
			))}
			{sketch.effects.map(({ x, y }) => (
				<path
					key={`${x} ${y}`}
					d={`M${px(x)} ${py(y) - 4.5}l4.5 4.5-4.5 4.5-4.5-4.5z`}
					fill="var(--effect)"
					stroke="var(--surface)"
				/>
			))}
		</svg>
	);
}

const DASHES = { request: undefined, response: "4 3", handshake: "0.5 3" } as const;

function Line({ line }: { readonly line: SketchLine }): ReactElement {
	const [x1, y1, x2, y2] = [px(line.x1), py(line.y1), px(line.x2), py(line.y2)];
	return (
		<g stroke={`var(--${line.direction})`} strokeWidth={line.isItem === true ? 1 : 1.5} strokeLinecap="round">
			<line x1={x1} y1={y1} x2={x2} y2={y2} strokeDasharray={DASHES[line.direction]} />
			{line.isItem === true && <circle cx={x2} cy={y2} r="2.5" fill="var(--surface)" strokeWidth="1.5" />}
			{line.lost && <path d={`M${x2 - 4} ${y2 - 4}l8 8m0-8l-8 8`} stroke="var(--lost)" strokeWidth="2" />}
		</g>
	);
}
