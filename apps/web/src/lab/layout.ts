import { create } from "zustand";

/** What the lower part of the lab can show. On narrow screens the inspector is one of them. */
export type Panel = "sequence" | "waterfall" | "packets" | "events" | "comparison" | "inspector";

interface Layout {
	readonly panel: Panel;
	readonly helpOpen: boolean;
	/** True once the help has been opened: it is loaded then and kept. */
	readonly helpAsked: boolean;
	open(panel: Panel): void;
	setHelpOpen(open: boolean): void;
}

/** Which panel is open; not part of the address, for it says nothing about the run. */
export const useLayout = create<Layout>()((set) => ({
	panel: "sequence",
	helpOpen: false,
	helpAsked: false,
	open: (panel) => set({ panel }),
	setHelpOpen: (helpOpen) => set({ helpOpen, helpAsked: true }),
}));

/** Room for the sequence beside another view. */
export const WIDE = "(min-width: 1240px)";
/** No room for the inspector beside the views. */
export const NARROW = "(max-width: 859px)";
