import type { ReactElement } from "react";
import { Button, IconButton } from "../../design/button.tsx";
import { Segmented } from "../../design/segmented.tsx";
import { CLOSEST, type Scaling } from "./scaling.ts";

const MODES = [
	{ value: "events", label: "By event" },
	{ value: "time", label: "True time" },
] as const;

interface ScaleToolsProps {
	readonly scaling: Scaling;
	readonly onChange: (scaling: Scaling) => void;
}

/** How time runs down the diagram. */
export function ScaleTools({ scaling, onChange }: ScaleToolsProps): ReactElement {
	const { mode, zoom } = scaling;
	const setZoom = (to: number): void => onChange({ mode, zoom: Math.min(CLOSEST, Math.max(1, to)) });
	return (
		<>
			<Segmented
				label="Scale of time"
				choices={MODES}
				value={mode}
				onChange={(to) => onChange({ ...scaling, mode: to })}
			/>
			{mode === "time" && (
				<>
					<IconButton icon="minus" label="See more time" disabled={zoom <= 1} onClick={() => setZoom(zoom / 2)} />
					<IconButton icon="plus" label="Look closer" onClick={() => setZoom(zoom * 2)} />
				</>
			)}
		</>
	);
}

interface OnlyButtonProps {
	readonly exchange: number;
	readonly only: boolean;
	readonly onChange: (only: boolean) => void;
}

/** Leaves out what belongs to other exchanges than the selected one. */
export function OnlyButton({ exchange, only, onChange }: OnlyButtonProps): ReactElement {
	return (
		<Button look={only ? "outlined" : "plain"} aria-pressed={only} onClick={() => onChange(!only)}>
			{`Exchange ${exchange} only`}
		</Button>
	);
}
