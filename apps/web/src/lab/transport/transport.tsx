import type { MouseEvent, ReactElement } from "react";
import { IconButton } from "../../design/button.tsx";
import { labNow, useLab } from "../store.ts";
import { Scrubber } from "./scrubber.tsx";
import { SpeedChoice } from "./speed-choice.tsx";
import styles from "./transport.module.css";

/** A click must not take the focus: after it, the space bar should still play and pause. */
const keepFocus = (event: MouseEvent): void => event.preventDefault();

/** Moves all views through the run: step, play, scrub, and how fast. */
export function Transport(): ReactElement {
	const playing = useLab((lab) => lab.playing);
	const disabled = useLab((lab) => lab.run === null);
	const { toggle, stepEvent, stepMessage, seekToEvent, pause } = labNow();
	const toEnd = (): void => {
		pause();
		seekToEvent(Number.POSITIVE_INFINITY);
	};
	const toStart = (): void => {
		pause();
		seekToEvent(-1);
	};
	return (
		<fieldset className={styles.transport} aria-label="Time">
			{/* biome-ignore lint/a11y/noStaticElementInteractions: it only keeps clicks from taking the focus */}
			<div className={styles.buttons} onMouseDown={keepFocus}>
				<IconButton icon="toStart" label="To the start" keys="Home" disabled={disabled} onClick={toStart} />
				<IconButton
					icon="messageBack"
					label="Previous message"
					keys="Shift ←"
					disabled={disabled}
					onClick={() => stepMessage(-1)}
				/>
				<IconButton
					icon="eventBack"
					label="Previous event"
					keys="←"
					disabled={disabled}
					onClick={() => stepEvent(-1)}
				/>
				<IconButton
					icon={playing ? "pause" : "play"}
					label={playing ? "Pause" : "Play"}
					keys="Space"
					look="strong"
					disabled={disabled}
					onClick={toggle}
				/>
				<IconButton icon="eventForward" label="Next event" keys="→" disabled={disabled} onClick={() => stepEvent(1)} />
				<IconButton
					icon="messageForward"
					label="Next message"
					keys="Shift →"
					disabled={disabled}
					onClick={() => stepMessage(1)}
				/>
				<IconButton icon="toEnd" label="To the end" keys="End" disabled={disabled} onClick={toEnd} />
			</div>
			<Scrubber />
			<SpeedChoice />
		</fieldset>
	);
}
