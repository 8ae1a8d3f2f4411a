import type { Run } from "../lab/run.ts";
import { type Selection, useLab } from "../lab/store.ts";

/** Selects in all views. */
export function pick(selection: Selection | null, of?: Run): void {
	useLab.getState().select(selection, of);
}

/** Picks out, in all views, what the pointer or the focus is on. */
export function pointAt(selection: Selection | null, of?: Run): void {
	useLab.getState().setHover(selection, of);
}
