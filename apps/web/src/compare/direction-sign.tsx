import { DIRECTION } from "@roundtrip/behaviour";
import type { ReactElement } from "react";

/** Who speaks when, from above: `>` the client, `<` the server, a space is time that passes. */
const SPOKEN: ReadonlyMap<string, string> = new Map([
	[DIRECTION.asks, "><"],
	[DIRECTION.held, ">  <"],
	[DIRECTION.down, "><<<"],
	[DIRECTION.downAndPosts, "<<><"],
	[DIRECTION.streams, ">><<"],
	[DIRECTION.both, "<><>"],
]);

const STEP = 6;
const WIDTH = 36;
const HEIGHT = 24;

/** Who can begin to speak, drawn as in a sequence: the client left, the server right, time downwards. */
export function DirectionSign({ direction }: { readonly direction: string }): ReactElement {
	const spoken = Array.from(SPOKEN.get(direction) ?? "");
	const top = (HEIGHT - (spoken.length - 1) * STEP) / 2;
	return (
		<svg aria-hidden="true" width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} fill="none">
			<path d={`M1.5 0v${HEIGHT}M${WIDTH - 1.5} 0v${HEIGHT}`} stroke="var(--line-strong)" />
			{spoken.map((who, at) => {
				const y = top + at * STEP;
				const row = `${who} ${at}`;
				if (who === ">") {
					return <path key={row} d={`M4 ${y}h28m-3-2 3 2-3 2`} stroke="var(--request)" strokeWidth="1.25" />;
				}
				if (who !== "<") return null;
				return (
					<g key={row} stroke="var(--response)" strokeWidth="1.25">
						<path d={`M32 ${y}H4`} strokeDasharray="3 2" />
						<path d={`M7 ${y - 2}l-3 2 3 2`} />
					</g>
				);
			})}
		</svg>
	);
}
