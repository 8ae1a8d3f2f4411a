import { type RefObject, useEffect } from "react";
import type { Run } from "../../lab/run.ts";
import { useLab } from "../../lab/store.ts";
import type { DrawnFlight } from "./drawn-flight.ts";
import { nearestMessage } from "./nearest-message.ts";

/**
 * Lets the pointer pick messages on the stage. The canvas itself lets it through to the nodes below,
 * so the listening is done at the frame around both; a message within reach goes first.
 */
export function useMessagePointer(
	canvas: RefObject<HTMLCanvasElement | null>,
	drawn: RefObject<readonly DrawnFlight[]>,
	run: Run,
): void {
	useEffect(() => {
		const frame = canvas.current?.parentElement;
		if (!frame) return undefined;
		const messageAt = (event: MouseEvent): string | undefined => {
			const { left, top } = frame.getBoundingClientRect();
			return nearestMessage(drawn.current, event.clientX - left, event.clientY - top);
		};
		const move = (event: PointerEvent): void => {
			const id = messageAt(event);
			frame.style.cursor = id === undefined ? "" : "pointer";
			const { hover, setHover } = useLab.getState();
			const hovered = hover?.kind === "message" ? hover.id : undefined;
			if (id === hovered) return;
			if (id !== undefined) setHover({ kind: "message", id });
			else if (hovered !== undefined) setHover(null);
		};
		const leave = (): void => {
			if (useLab.getState().hover?.kind === "message") useLab.getState().setHover(null);
		};
		const click = (event: MouseEvent): void => {
			const id = messageAt(event);
			if (id !== undefined) {
				event.stopPropagation();
				useLab.getState().select({ kind: "message", id }, run);
			} else if (event.target instanceof Element && !event.target.closest("[data-node], [data-link], button")) {
				useLab.getState().select(null);
			}
		};
		frame.addEventListener("pointermove", move);
		frame.addEventListener("pointerleave", leave);
		frame.addEventListener("click", click, { capture: true });
		return () => {
			frame.removeEventListener("pointermove", move);
			frame.removeEventListener("pointerleave", leave);
			frame.removeEventListener("click", click, { capture: true });
		};
	}, [canvas, drawn, run]);
}
