import { type MouseEvent, useCallback, useState } from "react";
import { hoveredRun, labNow, type Selection } from "../store.ts";
import type { Place } from "./place.ts";
import { placeOf } from "./place-of.ts";

/** The menu of what can break, at the point that was asked. */
export interface AskedMenu {
	readonly place: Place;
	readonly x: number;
	readonly y: number;
}

interface FaultMenuState {
	readonly asked: AskedMenu | undefined;
	readonly onContextMenu: (event: MouseEvent) => void;
	readonly close: () => void;
}

/** Opens the menu for what the pointer is on, or the focus: a message, a node, a link or an event, in every view. */
export function useFaultMenu(): FaultMenuState {
	const [asked, setAsked] = useState<AskedMenu>();
	const onContextMenu = useCallback((event: MouseEvent): void => {
		const lab = labNow();
		const run = hoveredRun(lab);
		const selection = lab.hover ?? selectionOf(event.target);
		if (run === null || selection === null) return;
		const place = placeOf(selection, run, lab.cursor.timeNs);
		if (place === undefined) return;
		event.preventDefault();
		lab.pause();
		lab.select(selection, run);
		setAsked({ place, x: event.clientX, y: event.clientY });
	}, []);
	return { asked, onContextMenu, close: useCallback(() => setAsked(undefined), []) };
}

/** By the names that views write on what they draw: for the menu key, with which nothing is pointed at. */
function selectionOf(target: EventTarget): Selection | null {
	const found = target instanceof Element ? target.closest<HTMLElement | SVGElement>(NAMED) : null;
	const { message, node, link, event } = found?.dataset ?? {};
	if (message !== undefined) return { kind: "message", id: message };
	if (node !== undefined) return { kind: "node", id: node };
	if (event !== undefined) return { kind: "event", id: Number(event) };
	return link === undefined ? null : { kind: "link", id: link };
}

const NAMED = "[data-message], [data-node], [data-link], [data-event]";
