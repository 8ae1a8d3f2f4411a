import { useEffect } from "react";
import { type Panel, useLayout } from "./layout.ts";
import { nextSpeed } from "./speeds.ts";
import { inspectedRun, labNow } from "./store.ts";

/** One thing that a key does. The help dialog lists them, so nothing is there that is not told. */
interface Shortcut {
	/** As the keyboard event names it; several where they do the same. */
	readonly keys: readonly string[];
	readonly shift?: boolean;
	/** As people call it. */
	readonly name: string;
	readonly does: string;
	readonly act: () => void;
}

const focusPanel = (panel: Panel | "stage"): void => {
	const { open, setLarge } = useLayout.getState();
	// Two sequences have the room of a tab.
	if (panel === "stage" || (panel === "sequence" && labNow().beside === null)) setLarge(false);
	if (panel !== "stage") open(panel);
	// The panel may be drawn first now.
	requestAnimationFrame(() => document.getElementById(`panel-${panel}`)?.focus());
};

const toggleLarge = (): void => {
	const { large, setLarge } = useLayout.getState();
	setLarge(!large);
};

const dropSelected = (): void => {
	const { selection, addFault } = labNow();
	const run = inspectedRun(labNow());
	const event = selection?.kind === "event" ? run?.trace.event(selection.id) : undefined;
	const id =
		selection?.kind === "message" ? selection.id : event !== undefined && "message" in event ? event.message : "";
	const message = run?.messages.find((each) => each.message === id);
	if (message !== undefined && message.lost?.why !== "fault") addFault({ lose: message.message, nth: 1 });
};

export const shortcuts: readonly Shortcut[] = [
	{ keys: [" "], name: "Space", does: "Play or pause", act: () => labNow().toggle() },
	{ keys: ["ArrowRight"], name: "→", does: "Next event", act: () => labNow().stepEvent(1) },
	{ keys: ["ArrowLeft"], name: "←", does: "Previous event", act: () => labNow().stepEvent(-1) },
	{ keys: ["ArrowRight"], shift: true, name: "Shift →", does: "Next message", act: () => labNow().stepMessage(1) },
	{ keys: ["ArrowLeft"], shift: true, name: "Shift ←", does: "Previous message", act: () => labNow().stepMessage(-1) },
	{ keys: ["Home"], name: "Home", does: "To the start", act: () => labNow().seekToEvent(-1) },
	{ keys: ["End"], name: "End", does: "To the end", act: () => labNow().seekToEvent(Number.POSITIVE_INFINITY) },
	{ keys: ["+", "="], name: "+", does: "Faster", act: () => labNow().setSpeed(nextSpeed(labNow().speed, 1)) },
	{ keys: ["-"], name: "−", does: "Slower", act: () => labNow().setSpeed(nextSpeed(labNow().speed, -1)) },
	{ keys: ["d"], name: "D", does: "Lose the selected message", act: dropSelected },
	{ keys: ["Escape"], name: "Esc", does: "Select nothing", act: () => labNow().select(null) },
	{ keys: ["1"], name: "1", does: "Go to the stage", act: () => focusPanel("stage") },
	{ keys: ["2"], name: "2", does: "Go to the sequence", act: () => focusPanel("sequence") },
	{ keys: ["3"], name: "3", does: "Go to the waterfall", act: () => focusPanel("waterfall") },
	{ keys: ["4"], name: "4", does: "Go to the events", act: () => focusPanel("events") },
	{ keys: ["5"], name: "5", does: "Go to the packets", act: () => focusPanel("packets") },
	{ keys: ["f"], name: "F", does: "More or less room for the open view", act: toggleLarge },
	{
		keys: ["b"],
		name: "B",
		does: "Set another policy beside this run",
		act: () => useLayout.getState().openDialog("beside"),
	},
	{ keys: ["?"], name: "?", does: "Show this list", act: () => useLayout.getState().openDialog("help") },
];

/** Keys that move the focus or the value of some controls belong to these while they have the focus. */
const OWN_KEYS: readonly { readonly of: string; readonly keys: RegExp }[] = [
	{ of: "input:not([type=range], [type=radio], [type=checkbox]), textarea, select, [contenteditable]", keys: /./ },
	{ of: "button, a, summary, [role=button]", keys: /^( |Enter)$/ },
	{ of: "[role=tab], input[type=radio]", keys: /^(Arrow| |Home|End)/ },
	{ of: "[data-keys=zoom]", keys: /^[+=-]$/ },
	{ of: "dialog, [role=dialog], [role=menu], [role=listbox]", keys: /./ },
];

function isTaken(event: KeyboardEvent): boolean {
	const target = event.target;
	if (!(target instanceof Element)) return false;
	return OWN_KEYS.some(({ of, keys }) => keys.test(event.key) && target.closest(of) !== null);
}

/** Listens to the keys of the lab. */
export function useKeyboard(): void {
	useEffect(() => {
		const press = (event: KeyboardEvent): void => {
			if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTaken(event)) return;
			const shortcut = shortcuts.find(
				({ keys, shift }) =>
					keys.includes(event.key) && (event.key.startsWith("Arrow") ? event.shiftKey === (shift ?? false) : true),
			);
			if (!shortcut) return;
			event.preventDefault();
			shortcut.act();
		};
		// Before the controls' own: the slider must step by events, not by nanoseconds.
		addEventListener("keydown", press, { capture: true });
		return () => removeEventListener("keydown", press, { capture: true });
	}, []);
}
